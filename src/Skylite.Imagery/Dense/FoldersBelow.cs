using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>Data sets that lie below a folder which is none: archives unpack into folders of their own, and one level too many is named.</summary>
public static class FoldersBelow
{
    private const int Depth = 3;
    private const int Named = 4;

    // A set of scenes has dozens of folders of images, and each is opened to see whether it is a scene with its labels.
    private const int Looked = 60;

    /// <summary>Which folders below would do, in a sentence that begins with a space; empty where there are none.</summary>
    /// <param name="directory">A folder that is no data set of pixel labels.</param>
    public static string Hint(string directory)
    {
        var (found, refusals) = (new List<string>(), new List<string>());
        var waiting = new Queue<(string Folder, int Depth)>(Subfolders(directory).Select(f => (f, 1)));
        for (var looked = 0; looked < Looked && found.Count < Named && waiting.TryDequeue(out var next); looked++)
        {
            var name = Path.GetRelativePath(directory, next.Folder).Replace('\\', '/');
            try
            {
                if (DenseDatasets.Find(next.Folder) is not null)
                {
                    found.Add(name);
                    continue;
                }
            }
            catch (InvalidDataException e)
            {
                refusals.Add($" Its folder '{name}' looks like a data set, but: {e.Message}");
                continue;
            }
            catch (Exception e) when (e is GdalException or IOException or UnauthorizedAccessException)
            {
                continue;
            }

            foreach (var folder in next.Depth < Depth ? Subfolders(next.Folder) : [])
            {
                waiting.Enqueue((folder, next.Depth + 1));
            }
        }

        return found.Count == 0 ? refusals.FirstOrDefault(string.Empty)
            : $" But its {(found.Count > 1 ? "folders" : "folder")} '{string.Join("', '", found)}' would do: name {(found.Count > 1 ? "one of them" : "it")}.";
    }

    private static IReadOnlyList<string> Subfolders(string directory)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(directory).Where(d => !Path.GetFileName(d).StartsWith('.')).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
