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

    /// <summary>
    /// The parts below folders of images and masks, where the kind of files comes first and the part below it: <c>images/train</c>, <c>masks/train</c>. None
    /// where a folder holds files itself, or none of them has parts below it.
    /// </summary>
    /// <param name="places">Folders, or single files.</param>
    /// <returns>The folders of each part, in the order of <paramref name="places"/>; one that is missing there is named all the same.</returns>
    public static IReadOnlyList<(IReadOnlyList<string> Places, SplitPart Part)> Below(IReadOnlyList<string> places)
    {
        if (!places.All(Directory.Exists) || places.Any(p => RasterFolder.Files(p).Count > 0))
        {
            return [];
        }

        var found = places.Select(Of).ToArray();
        var parts = found.SelectMany(f => f).Where(f => f.Part is not null).GroupBy(f => f.Part!.Value, f => Path.GetFileName(f.Folder));
        return [.. parts.OrderBy(p => p.Key).Select(p => (Folders(p.Key, p.First()), p.Key))];

        IReadOnlyList<string> Folders(SplitPart part, string name) =>
            [.. places.Zip(found, (place, own) => own.Where(f => f.Part == part).Select(f => f.Folder).FirstOrDefault(Path.Combine(place, name)))];
    }

    /// <summary>The lists of a folder's own folder of lists; null if there is none.</summary>
    /// <exception cref="InvalidDataException">There are several lists for one part, or one cannot be read.</exception>
    public static ListedNames? Lists(string directory) =>
        RasterFolder.Subfolder(directory, "list", "lists", "splits") is { } folder ? ListedNames.Of(folder) : null;
}
