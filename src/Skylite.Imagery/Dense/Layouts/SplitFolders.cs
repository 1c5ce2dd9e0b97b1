using Skylite.Imagery.Splits;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>Folders and lists that say what samples are kept for.</summary>
internal static class SplitFolders
{
    private static readonly (string Name, SplitPart Part)[] Names =
    [
        ("train", SplitPart.Train), ("training", SplitPart.Train),
        ("val", SplitPart.Validation), ("valid", SplitPart.Validation), ("validation", SplitPart.Validation),
        ("test", SplitPart.Test), ("testing", SplitPart.Test),
    ];

    /// <summary>The folders of the parts; the folder itself, of no part, if it has none.</summary>
    public static IReadOnlyList<(string Folder, SplitPart? Part)> Of(string directory)
    {
        (string, SplitPart?)[] parts = [.. Directory.GetDirectories(directory)
            .Select(folder => (folder, PartOf(Path.GetFileName(folder))))
            .Where(f => f.Item2 is not null)];
        return parts.Length > 0 ? parts : [(directory, null)];
    }

    /// <summary>The part that a name stands for, or null.</summary>
    public static SplitPart? PartOf(string name) =>
        Names.Where(n => n.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(n => (SplitPart?)n.Part).FirstOrDefault();

    /// <summary>Names of samples by part, from <c>list/train.txt</c> and its like; empty if there are no such lists.</summary>
    public static Dictionary<string, SplitPart> Lists(string directory)
    {
        var parts = new Dictionary<string, SplitPart>(StringComparer.OrdinalIgnoreCase);
        if (RasterFolder.Subfolder(directory, "list", "lists", "splits") is not { } folder)
        {
            return parts;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            if (PartOf(Path.GetFileNameWithoutExtension(file)) is { } part)
            {
                foreach (var line in File.ReadLines(file).Select(l => l.Trim()).Where(l => l.Length > 0))
                {
                    parts.TryAdd(RasterFolder.WithoutEnding(Path.GetFileName(line)), part);
                }
            }
        }

        return parts;
    }
}
