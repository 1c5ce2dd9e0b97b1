using Skylite.Imagery.Splits;

namespace Skylite.Imagery.Datasets;

/// <summary>Trees that are divided already: folders named train, val and test, each with the classes below it.</summary>
internal static class PartFolders
{
    private static readonly Dictionary<string, SplitPart> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = SplitPart.Train,
        ["training"] = SplitPart.Train,
        ["val"] = SplitPart.Validation,
        ["valid"] = SplitPart.Validation,
        ["validation"] = SplitPart.Validation,
        ["test"] = SplitPart.Test,
        ["testing"] = SplitPart.Test,
    };

    /// <summary>The part that a word stands for, or null.</summary>
    public static SplitPart? PartOf(string word) => Names.TryGetValue(word, out var part) ? part : null;

    /// <summary>The folders of the parts below a folder, or below its only subfolder; null if it is not divided.</summary>
    public static (string Root, IReadOnlyDictionary<SplitPart, string> Folders)? Find(string directory)
    {
        var subfolders = ClassFolders.Subfolders(directory);
        var parts = new Dictionary<SplitPart, string>();
        foreach (var folder in subfolders)
        {
            // A class may be called train too, but then its images lie directly in it, beside other classes.
            if (PartOf(Path.GetFileName(folder)) is { } part && ClassNames.Find(folder) is not null && !parts.TryAdd(part, folder))
            {
                throw new InvalidDataException(
                    $"'{directory}' has two folders for one part: '{Path.GetFileName(parts[part])}' and '{Path.GetFileName(folder)}'. "
                    + "Put their images together, or move one away.");
            }
        }

        if (parts.ContainsKey(SplitPart.Train) && parts.Count > 1)
        {
            return (directory, parts);
        }

        return subfolders.Length == 1 ? Find(subfolders[0]) : null;
    }
}
