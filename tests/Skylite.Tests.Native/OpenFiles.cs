namespace Skylite.Tests.Native;

/// <summary>What this program holds open, as Linux lists it.</summary>
internal static class OpenFiles
{
    /// <summary>Files below a folder.</summary>
    public static IEnumerable<string> Below(string folder) =>
        new DirectoryInfo("/proc/self/fd")
            .EnumerateFileSystemInfos()
            .Select(f => f.LinkTarget).OfType<string>()
            .Where(f => f.StartsWith(folder, StringComparison.Ordinal));
}
