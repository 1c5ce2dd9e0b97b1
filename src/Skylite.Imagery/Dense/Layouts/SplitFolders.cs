using Skylite.Imagery.Datasets;
using Skylite.Imagery.Splits;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>Folders and lists that say what samples are kept for.</summary>
internal static class SplitFolders
{
    /// <summary>The folders of the parts; the folder itself, of no part, if it has none.</summary>
    public static IReadOnlyList<(string Folder, SplitPart? Part)> Of(string directory)
    {
        (string, SplitPart?)[] parts = [.. Directory.GetDirectories(directory)
            .Select(folder => (folder, PartFolders.PartOf(Path.GetFileName(folder))))
            .Where(f => f.Item2 is not null)];
        return parts.Length > 0 ? parts : [(directory, null)];
    }

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
            if (PartFolders.PartOf(Path.GetFileNameWithoutExtension(file)) is { } part)
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
