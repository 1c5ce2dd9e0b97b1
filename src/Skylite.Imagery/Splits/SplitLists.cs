using Skylite.Imagery.Datasets;

namespace Skylite.Imagery.Splits;

/// <summary>
/// Published splits as lists of images: files such as <c>train.txt</c>, <c>eurosat-val.txt</c> or <c>test.csv</c>, one image a line, or a column of them.
/// </summary>
public static class SplitLists
{
    private const int Named = 3;

    /// <summary>Whether a folder has lists for training and for at least one other part, one of each.</summary>
    /// <param name="directory">The folder.</param>
    public static bool AreIn(string directory)
    {
        var files = Files(directory);
        return files.ContainsKey(SplitPart.Train) && files.Count > 1 && files.Values.All(f => f.Count == 1);
    }

    /// <summary>Divides a data set by lists.</summary>
    /// <param name="directory">The folder of the lists.</param>
    /// <param name="scenes">The data set; images on no list are not used.</param>
    /// <returns>The split as the lists have it.</returns>
    /// <exception cref="InvalidDataException">
    /// There are no lists, several for one part, an image is on two of them, or names do not exist; the message counts them and names the first.
    /// </exception>
    public static GivenSplit Read(string directory, SceneCollection scenes)
    {
        var lists = One(directory);
        if (!lists.ContainsKey(SplitPart.Train))
        {
            throw new InvalidDataException(
                $"'{directory}' has no list of training images: a file such as train.txt or train.csv, with val and test beside it.");
        }

        var index = new ImageIndex(scenes);
        var parts = new SplitPart?[scenes.Samples.Count];
        var missing = new List<string>();
        foreach (var (part, file) in lists.OrderBy(f => f.Key))
        {
            foreach (var name in ImageList.Read(file))
            {
                if (index.Find(name) is not { } place)
                {
                    missing.Add(name);
                }
                else if (parts[place] is { } other && other != part)
                {
                    throw new InvalidDataException(
                        $"'{name}' is on two lists in '{directory}': to {Verb(other)} and to {Verb(part)}. An image may be on one of them only.");
                }
                else
                {
                    parts[place] = part;
                }
            }
        }

        return missing.Count == 0
            ? new GivenSplit("lists", parts, Notes(directory, parts))
            : throw new InvalidDataException(
                $"{missing.Count} images on the lists in '{directory}' are not in '{scenes.Root}', "
                + $"the first are {string.Join(", ", missing.Take(Named).Select(n => $"'{n}'"))}. "
                + "Complete the data, give the lists that belong to it, or draw a split with --split-lists none.");
    }

    /// <summary>The list of each part; of several the one that is called as the part alone, a text before a table.</summary>
    /// <exception cref="InvalidDataException">There are several for one part, and none of them is called as the part alone.</exception>
    internal static IReadOnlyDictionary<SplitPart, string> One(string directory)
    {
        var lists = new Dictionary<SplitPart, string>();
        foreach (var (part, files) in Files(directory))
        {
            lists[part] = Plainest(files)
                ?? throw new InvalidDataException(
                    $"'{directory}' has {files.Count} lists for one part ({string.Join(", ", files.Select(Path.GetFileName))}). "
                    + "Name a folder with one list for each part.");
        }

        return lists;
    }

    private static string? Plainest(List<string> lists)
    {
        string[] plain = [.. lists.Where(f => PartFolders.PartOf(Path.GetFileNameWithoutExtension(f)) is not null)];
        string[] texts = [.. plain.Where(f => Path.GetExtension(f).Equals(".txt", StringComparison.OrdinalIgnoreCase))];
        return new IReadOnlyList<string>[] { lists, plain, texts }.FirstOrDefault(l => l.Count == 1)?[0];
    }

    private static List<string> Notes(string directory, SplitPart?[] parts)
    {
        var notes = new List<string> { $"the images are divided by the lists in '{directory}': {GivenSplit.Counts(parts)}" };
        if (parts.Count(p => p is null) is var unused and > 0)
        {
            notes.Add(Invariant($"{unused} images are on no list and are not used"));
        }

        return notes;
    }

    private static Dictionary<SplitPart, List<string>> Files(string directory)
    {
        var files = new Dictionary<SplitPart, List<string>>();
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"There is no folder '{directory}' of split lists.");
        }

        foreach (var file in Directory.EnumerateFiles(directory)
            .Where(f => Path.GetExtension(f).ToUpperInvariant() is ".TXT" or ".CSV")
            .Order(StringComparer.Ordinal))
        {
            var words = Path.GetFileNameWithoutExtension(file).Split(['-', '_', '.', ' ']);
            SplitPart[] named = [.. words.Select(PartFolders.PartOf).OfType<SplitPart>().Distinct()];
            if (named.Length == 1)
            {
                (files.TryGetValue(named[0], out var list) ? list : files[named[0]] = []).Add(file);
            }
        }

        return files;
    }

    private static string Verb(SplitPart part) => part switch { SplitPart.Train => "train", SplitPart.Validation => "validate", _ => "test" };
}
