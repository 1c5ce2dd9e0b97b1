namespace Skylite.Imagery.Datasets;

/// <summary>Which images of a folder belong to which class: by the subfolders they lie in, or by names such as <c>agricultural00.tif</c>.</summary>
internal static class ClassNames
{
    private static readonly string[] TextEndings = [".txt", ".csv", ".md", ".json"];

    /// <summary>The images by class, or null if the folder has no classes.</summary>
    public static IReadOnlyDictionary<string, string[]>? Find(string directory)
    {
        string[] folders = [.. ClassFolders.Subfolders(directory).Where(f => !HoldsTextsOnly(f))];
        return folders.Any(f => ClassFolders.Images(f).Any())
            ? folders.ToDictionary(f => Path.GetFileName(f), f => ClassFolders.Images(f).Order(ClassFolders.Order).ToArray())
            : ByFileName(ClassFolders.Images(directory));
    }

    /// <summary>
    /// The images by the words that their names begin with, or null unless every name is a word and a number, and there are several classes of several images.
    /// </summary>
    public static IReadOnlyDictionary<string, string[]>? ByFileName(IEnumerable<string> images)
    {
        var classes = images.Order(ClassFolders.Order).GroupBy(Of, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray());
        return classes.Count > 1 && !classes.ContainsKey(string.Empty) && classes.Values.All(c => c.Length > 1) ? classes : null;
    }

    /// <summary>The class that an image's name begins with; empty when the name is not a word and a number.</summary>
    public static string Of(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var word = name.TrimEnd("0123456789".ToCharArray());
        return word.Length < name.Length ? word.TrimEnd('_', '-', ' ', '(') : string.Empty;
    }

    // Folders of split lists or documents lie beside classes.
    private static bool HoldsTextsOnly(string folder)
    {
        var entries = Directory.EnumerateFileSystemEntries(folder).ToArray();
        return entries.Length > 0 && entries.All(e => File.Exists(e) && TextEndings.Contains(Path.GetExtension(e), StringComparer.OrdinalIgnoreCase));
    }
}
