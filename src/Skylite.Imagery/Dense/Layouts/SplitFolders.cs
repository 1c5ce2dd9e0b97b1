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

    /// <summary>The lists of a folder's own folder of lists; null if there is none.</summary>
    /// <exception cref="InvalidDataException">There are several lists for one part, or one cannot be read.</exception>
    public static ListedNames? Lists(string directory) =>
        RasterFolder.Subfolder(directory, "list", "lists", "splits") is { } folder ? ListedNames.Of(folder) : null;
}
