namespace Skylite.Imagery.Dense.Layouts;

/// <summary>Rasters in a folder, found by the names of their files.</summary>
internal static class RasterFolder
{
    // Of files that go by one name the first of these is used: pictures to look at lie beside the numbers.
    private static readonly string[] Endings = [".tif", ".tiff", ".jp2", ".png", ".bmp", ".jpg", ".jpeg"];

    /// <summary>The rasters of a folder, ordered by name.</summary>
    public static IReadOnlyList<string> Files(string directory) => Directory.Exists(directory)
        ? [.. Directory.EnumerateFiles(directory).Where(f => IsRaster(f) && !IsHidden(f)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The rasters of a folder that nobody named: one that may not be opened, such as a disk's lost+found, has none.</summary>
    public static IReadOnlyList<string> FilesIfOpen(string directory)
    {
        try
        {
            return Files(directory);
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Whether a file's ending says that it is a raster.</summary>
    public static bool IsRaster(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>A name without the ending of a raster; dots that are part of the name stay.</summary>
    public static string WithoutEnding(string name) => IsRaster(name) ? Path.ChangeExtension(name, null) : name;

    /// <summary>The rasters of a folder, ordered by name, or the raster itself.</summary>
    public static IReadOnlyList<string> At(string place) => File.Exists(place) ? [place] : Files(place);

    /// <summary>A subfolder by any of several names; null if there is none. Case, spaces, hyphens and underscores make no difference.</summary>
    public static string? Subfolder(string directory, params IReadOnlyList<string> names)
    {
        var find = Named(Directory.GetDirectories(directory));
        return names.Select(find).FirstOrDefault(f => f is not null);
    }

    /// <summary>Finds folders and rasters by name, without the ending. Case, spaces, hyphens and underscores make no difference.</summary>
    public static Func<string, string?> Named(IEnumerable<string> paths)
    {
        var named = new Dictionary<string, string>();
        foreach (var path in paths.OrderBy(Rank))
        {
            named.TryAdd(Plain(WithoutEnding(Path.GetFileName(path))), path);
        }

        return name => named.GetValueOrDefault(Plain(name));
    }

    /// <summary>Rasters by the part of their name before the ending.</summary>
    public static Dictionary<string, string> ByStem(string directory) => ByStem(Files(directory), [], []);

    /// <summary>Rasters by the part of their name before the ending.</summary>
    /// <param name="files">The rasters.</param>
    /// <param name="wanted">Names that are left as they are.</param>
    /// <param name="suffixes">What is left out at the end of all others.</param>
    public static Dictionary<string, string> ByStem(IReadOnlyList<string> files, IReadOnlyCollection<string> wanted, IReadOnlyList<string> suffixes)
    {
        var whole = new HashSet<string>(wanted, StringComparer.OrdinalIgnoreCase);
        var stems = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files.OrderBy(Rank))
        {
            var stem = Path.GetFileNameWithoutExtension(file);
            var suffix = whole.Contains(stem) ? null : suffixes.FirstOrDefault(s => stem.EndsWith(s, StringComparison.OrdinalIgnoreCase));
            stems.TryAdd(suffix is null ? stem : stem[..^suffix.Length], file);
        }

        return stems;
    }

    /// <summary>A path below a folder as manifests write it.</summary>
    public static string Relative(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    // Archives packed on a Mac hold '._image.png' beside 'image.png': what the Finder knows of it, which is no image.
    private static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');

    private static int Rank(string path) => Array.FindIndex(Endings, e => e.Equals(Path.GetExtension(path), StringComparison.OrdinalIgnoreCase));

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
