namespace Skylite.Imagery.Dense.Layouts;

/// <summary>Rasters in a folder, found by the names of their files.</summary>
internal static class RasterFolder
{
    private static readonly string[] Endings = [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".jp2"];

    /// <summary>The rasters of a folder, ordered by name.</summary>
    public static IReadOnlyList<string> Files(string directory) => Directory.Exists(directory)
        ? [.. Directory.EnumerateFiles(directory).Where(IsRaster).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Whether a file's ending says that it is a raster.</summary>
    public static bool IsRaster(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>A name without the ending of a raster; dots that are part of the name stay.</summary>
    public static string WithoutEnding(string name) => IsRaster(name) ? Path.ChangeExtension(name, null) : name;

    /// <summary>A subfolder by any of several names, without regard to case; null if there is none.</summary>
    public static string? Subfolder(string directory, params ReadOnlySpan<string> names)
    {
        var folders = Directory.GetDirectories(directory);
        foreach (var name in names)
        {
            if (folders.FirstOrDefault(f => Path.GetFileName(f).Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Rasters by the part of their name before the ending, without suffixes that some data sets give their masks.</summary>
    public static Dictionary<string, string> ByStem(string directory, params IReadOnlyList<string> suffixes)
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Files(directory))
        {
            var stem = Path.GetFileNameWithoutExtension(file);
            var suffix = suffixes.FirstOrDefault(s => stem.EndsWith(s, StringComparison.OrdinalIgnoreCase));
            files.TryAdd(suffix is null ? stem : stem[..^suffix.Length], file);
        }

        return files;
    }

    /// <summary>A path below a folder as manifests write it.</summary>
    public static string Relative(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
