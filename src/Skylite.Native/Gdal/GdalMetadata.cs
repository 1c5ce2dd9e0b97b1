namespace Skylite.Native.Gdal;

/// <summary>Entries that GDAL keeps beside the content of a file or of a band, whatever kind it is of.</summary>
internal static unsafe class GdalMetadata
{
    /// <summary>Reads the entries of a domain; the empty text is the default one.</summary>
    public static IReadOnlyDictionary<string, string> Read(nint owner, string domain = "")
    {
        using var text = new NativeText(domain);
        var entries = NativeText.ReadList(GdalLibrary.Api.GetMetadata(owner, text.First));
        return entries.Select(e => e.Split('=', 2)).Where(e => e.Length == 2).ToDictionary(e => e[0], e => e[1], StringComparer.Ordinal);
    }

    /// <summary>Replaces the entries of the default domain.</summary>
    /// <returns>False if the file takes none.</returns>
    public static bool Write(nint owner, IReadOnlyDictionary<string, string> entries)
    {
        using var texts = new NativeText([.. entries.Select(e => $"{e.Key}={e.Value}")]);
        using var domain = new NativeText(string.Empty);
        return GdalLibrary.Api.SetMetadata(owner, texts.List, domain.First) == 0;
    }
}
