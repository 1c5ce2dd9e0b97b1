namespace Skylite.Workbench.Jobs;

/// <summary>A file by all the names that symbolic links give it.</summary>
internal static class LinkedFile
{
    // As many as Linux follows before it takes links for a circle.
    private const int MostLinks = 40;

    /// <summary>Full paths of a file and of everything that it leads to: links among its folders are followed, and each link that it is itself.</summary>
    /// <param name="path">The file; it need not be there.</param>
    public static IReadOnlyList<string> Names(string path)
    {
        List<string> names = [Path.GetFullPath(path)];
        var place = InTrueFolder(names[0]);
        for (var links = MostLinks; links > 0; links--)
        {
            names.Add(place);
            if (new FileInfo(place).LinkTarget is not { } target)
            {
                break;
            }

            place = InTrueFolder(Path.GetFullPath(target, Path.GetDirectoryName(place)!));
        }

        return [.. names.Distinct()];
    }

    private static string InTrueFolder(string path) =>
        Path.GetDirectoryName(path) is { } folder ? Path.Combine(TrueFolder(folder, MostLinks), Path.GetFileName(path)) : path;

    private static string TrueFolder(string folder, int links)
    {
        if (links == 0 || Path.GetDirectoryName(folder) is not { } parent)
        {
            return folder;
        }

        var place = Path.Combine(TrueFolder(parent, links), Path.GetFileName(folder));
        return new DirectoryInfo(place).LinkTarget is { } target ? TrueFolder(Path.GetFullPath(target, Path.GetDirectoryName(place)!), links - 1) : place;
    }
}
