using Skylite.Imagery.Splits;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>Samples of folders whose files go by the same names: imagery of one date or two, and masks.</summary>
/// <param name="directory">The data set's folder.</param>
internal sealed class FolderSamples(string directory)
{
    private const int Named = 3;

    // What programs and data sets append to the name of a sample; the longer ones first.
    private static readonly string[] MaskSuffixes = ["_change_label", "_change_mask", "_change", "_labels", "_label", "_mask", "_gt", "_cm"];
    private static readonly string[] DateSuffixes = ["_before", "_after", "_post", "_pre", "_t1", "_t2", "_a", "_b", "_image", "_img", "_sat"];

    private readonly List<DenseSample> _samples = [];
    private readonly Dictionary<string, string> _called = [];
    private readonly List<string> _notes = [];
    private readonly LeftOutFiles _leftOut = new();
    private readonly List<string> _partsBelow = [];
    private string? _strangers;

    /// <summary>What a user should know about files that belong to no sample.</summary>
    public IEnumerable<string> Notes => [.. _notes, .. _leftOut.Notes];

    /// <summary>The samples, ordered by name; none where no such folders were found.</summary>
    /// <exception cref="InvalidDataException">There are files in such folders, but no names that they share.</exception>
    public IReadOnlyList<DenseSample> Samples => _samples.Count > 0 || _strangers is null
        ? [.. _samples.OrderBy(s => s.Name, StringComparer.Ordinal)]
        : throw new InvalidDataException(_strangers);

    /// <summary>Folders that stand for a part but give no sample, each with what it holds instead.</summary>
    public IReadOnlyList<string> EmptyParts =>
        Layouts.EmptyParts.Of([.. SplitFolders.Of(directory).Where(f => f.Part is not null).Select(f => f.Folder), .. _partsBelow], _samples);

    /// <summary>Adds what lies in folders that belong together, or in folders of parts below them. A folder may be a single file.</summary>
    /// <param name="dates">Imagery: of one date, or of the earlier and the later one.</param>
    /// <param name="masks">Masks.</param>
    /// <param name="part">What the samples are kept for.</param>
    public void Add(IReadOnlyList<string> dates, string masks, SplitPart? part = null)
    {
        if (part is null && SplitFolders.Below([.. dates, masks]) is { Count: > 0 } parts)
        {
            _partsBelow.AddRange(dates.Append(masks).SelectMany(SplitFolders.Of).Where(f => f.Part is not null).Select(f => f.Folder));
            foreach (var (places, of) in parts)
            {
                Add([.. places.SkipLast(1)], places[^1], of);
            }

            return;
        }

        var files = dates.Select(RasterFolder.At).ToArray();
        var labels = RasterFolder.At(masks);
        var first = Stems(files[0], []);
        var (later, marked) = Beside(first, files[1..], labels);
        // Endings are left out only where the names as they stand lead nowhere.
        if (!AnyWhole(first, later, marked))
        {
            first = Stems(files[0], DateSuffixes);
            (later, marked) = Beside(first, files[1..], labels);
        }

        if (labels.Count == 1 && files.All(f => f.Count == 1) && !AnyWhole(first, later, marked))
        {
            (later, marked) = ([.. files.Skip(1).Select(f => Renamed(f, first))], Renamed(labels, first));
            _notes.Add($"{string.Join(", ", files.Append(labels).Select(f => $"'{f[0]}'"))} are taken to belong together, as each stands alone");
        }

        foreach (var (all, used) in files.Append(labels).Zip(later.Prepend(first).Append(marked)))
        {
            _leftOut.Add(
                "file goes by the name of another beside it, which is used", "files go by the names of others beside them, which are used",
                all.Except(used.Values));
        }

        var (one, many) = later.Length > 0 ? ("file has no first date", "files have no first date") : ("mask has no image", "masks have no image");
        _leftOut.Add(one, many, later.Append(marked).SelectMany(f => f).Where(f => !first.ContainsKey(f.Key)).Select(f => f.Value));
        var before = _samples.Count;
        foreach (var (stem, image) in first)
        {
            if (later.All(f => f.ContainsKey(stem)) && marked.TryGetValue(stem, out var mask))
            {
                _samples.Add(new DenseSample(RasterFolder.Relative(directory, mask), [DenseImage.Of(image), .. later.Select(f => DenseImage.Of(f[stem]))], mask)
                {
                    Part = part,
                });
                _called[mask] = stem;
                continue;
            }

            (one, many) = !later.All(f => f.ContainsKey(stem)) ? ("image has no second date", "images have no second date")
                : later.Length > 0 ? ("pair has no mask", "pairs have no mask") : ("image has no mask", "images have no mask");
            _leftOut.Add(one, many, image);
        }

        if (_samples.Count == before && labels.Count > 0 && files.All(f => f.Count > 0))
        {
            _strangers ??= $"No name of a file in '{dates[0]}' is found in {string.Join(" and ", dates.Skip(1).Append(masks).Select(d => $"'{d}'"))} too: "
                + $"there are '{Path.GetFileName(files[0][0])}' and "
                + $"{string.Join(" and ", files.Skip(1).Append(labels).Select(f => $"'{Path.GetFileName(f[0])}'"))}. "
                + $"Give the files of one sample one name; those of masks may end in {string.Join(", ", MaskSuffixes)}.";
        }
    }

    /// <summary>Adds a pair and its mask that lie in one folder, whatever their names.</summary>
    /// <param name="first">The earlier date.</param>
    /// <param name="second">The later one.</param>
    /// <param name="mask">The mask.</param>
    /// <param name="part">What the sample is kept for.</param>
    public void AddPair(string first, string second, string mask, SplitPart? part) =>
        _samples.Add(new DenseSample(RasterFolder.Relative(directory, mask), [DenseImage.Of(first), DenseImage.Of(second)], mask) { Part = part });

    /// <summary>Divides what was added, where folders did not, by the lists that lie with the data, as given lists do.</summary>
    /// <param name="folder">The folder that has a folder of lists.</param>
    /// <exception cref="InvalidDataException">A sample is on two lists, or there are two for one part.</exception>
    public void Divide(string folder)
    {
        if (_samples.Count == 0 || _samples.Any(s => s.Part is not null) || SplitFolders.Lists(folder) is not { } lists)
        {
            return;
        }

        var (parts, missing, twice) = lists.Apply(_samples, directory, _called);
        if (ListedNames.NoteOfHeldOutTwice(twice) is { } note)
        {
            _notes.Add(note);
        }

        if (missing.Count > 0)
        {
            _notes.Add(
                $"{missing.Count} of {lists.Count} names on the lists below '{folder}' are no samples, "
                + $"the first are {string.Join(", ", missing.Take(Named).Select(n => $"'{n}'"))}"
                + (missing.Count == lists.Count ? ": the lists divide nothing" : string.Empty));
        }

        var isWhole = parts.Contains(SplitPart.Train);
        for (var i = 0; i < parts.Length; i++)
        {
            _samples[i] = _samples[i] with { Part = parts[i], Omission = parts[i] is null && isWhole ? DenseOmission.Unlisted : null };
        }
    }

    // A suffix is one only where all files of the folder bear it.
    private static Dictionary<string, string> Stems(IReadOnlyList<string> files, IReadOnlyList<string> suffixes)
    {
        var common = suffixes.FirstOrDefault(s =>
            files.All(f => Path.GetFileNameWithoutExtension(f) is var stem && stem.Length > s.Length && stem.EndsWith(s, StringComparison.OrdinalIgnoreCase)));
        return RasterFolder.ByStem(files, [], common is null ? [] : [common]);
    }

    private static (Dictionary<string, string>[] Later, Dictionary<string, string> Masks) Beside(
        Dictionary<string, string> first, IReadOnlyList<string>[] later, IReadOnlyList<string> masks) => (
        [.. later.Select(files => Stems(files, []) is var whole && whole.Keys.Any(first.ContainsKey) ? whole : Stems(files, DateSuffixes))],
        RasterFolder.ByStem(masks, first.Keys, MaskSuffixes));

    private static bool AnyWhole(Dictionary<string, string> first, Dictionary<string, string>[] later, Dictionary<string, string> masks) =>
        first.Keys.Any(stem => masks.ContainsKey(stem) && later.All(f => f.ContainsKey(stem)));

    private static Dictionary<string, string> Renamed(IReadOnlyList<string> files, Dictionary<string, string> first) =>
        new(StringComparer.OrdinalIgnoreCase) { [first.Keys.Single()] = files[0] };
}
