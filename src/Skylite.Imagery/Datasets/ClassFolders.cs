namespace Skylite.Imagery.Datasets;

/// <summary>Trees in which each subfolder is a class.</summary>
internal static class ClassFolders
{
    private static readonly string[] ImageEndings = [".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".jp2"];

    /// <summary>Class indices must not depend on the file system or on the case of a letter: sorted without regard to case, ties by code point.</summary>
    public static IComparer<string> Order { get; } = Comparer<string>.Create((a, b) =>
        string.Compare(a, b, StringComparison.OrdinalIgnoreCase) is var order and not 0 ? order : string.CompareOrdinal(a, b));

    public static string[] Subfolders(string directory) =>
        [.. Directory.EnumerateDirectories(directory).Where(d => !Path.GetFileName(d).StartsWith('.')).Order(Order)];

    public static IEnumerable<string> Images(string directory) =>
        Directory.EnumerateFiles(directory).Where(IsImage);

    public static bool IsImage(string path) =>
        ImageEndings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && !Path.GetFileName(path).StartsWith('.');

    /// <summary>The folder, or a usual folder below it, whose image folders are exactly the classes (compared by their letters only).</summary>
    public static string? Find(string directory, IReadOnlyList<string> classes, IReadOnlyList<string> roots, params IReadOnlyList<string> endings)
    {
        var expected = classes.Select(Letters).ToHashSet(StringComparer.Ordinal);
        foreach (var candidate in roots.Prepend(string.Empty).Select(r => Path.Combine(directory, r)).Where(Directory.Exists))
        {
            var folders = Subfolders(candidate).Where(f => Images(f).Any()).ToArray();
            if (folders.Length == classes.Count
                && expected.SetEquals(folders.Select(f => Letters(Path.GetFileName(f))))
                && HasEnding(Images(folders[0]).First(), endings))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool HasEnding(string path, IReadOnlyList<string> endings) =>
        endings.Count == 0 || endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetter)).ToUpperInvariant();
}
