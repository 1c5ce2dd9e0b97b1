using System.Security.Cryptography;

namespace Skylite;

/// <summary>Tells files apart by their content. Compiled into the rooms that may not see each other.</summary>
internal static class FileChecksum
{
    /// <summary>SHA-256 of a file, in hexadecimal digits.</summary>
    public static string Of(string path)
    {
        using var stream = File.OpenRead(path);
        return Of(stream);
    }

    /// <summary>SHA-256 of an open file from where it stands to its end, in hexadecimal digits.</summary>
    public static string Of(Stream content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
