using Skylite.Imagery.Dense.Layouts;
using Skylite.Imagery.Splits;

namespace Skylite.Imagery.Dense;

/// <summary>
/// Names on lists such as <c>train.txt</c> and <c>test.csv</c>, one list for each part. A name stands for all samples in whose path, or in that of their
/// imagery, its segments follow each other, whatever the ending: a city, a location and a number, a file. One that means none so may be a path on another
/// machine: then its last segment counts alone.
/// </summary>
internal sealed class ListedNames
{
    private readonly string _directory;
    private readonly Name[] _names;
    private readonly ILookup<string, Name> _byEnd;

    private ListedNames(string directory, IReadOnlyDictionary<SplitPart, string> lists)
    {
        _directory = directory;
        Parts = [.. lists.Keys.Order()];
        _names = [.. Parts.SelectMany(part => Read(lists[part]).Select(text => new Name(text, part))).Where(n => n.Segments.Length > 0)];
        _byEnd = _names.ToLookup(n => n.Segments[^1], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The parts that have a list.</summary>
    public IReadOnlyList<SplitPart> Parts { get; }

    /// <summary>How many names there are.</summary>
    public int Count => _names.Length;

    /// <summary>The lists of a folder; <see langword="null"/> where it has none.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">There are several lists for one part, or one cannot be read.</exception>
    public static ListedNames? Of(string directory) => SplitLists.One(directory) is { Count: > 0 } lists ? new ListedNames(directory, lists) : null;

    /// <summary>
    /// The part of each sample, null for one on no list, the names that are no samples, and how many are on the lists of validation and test alike, which test.
    /// </summary>
    /// <param name="samples">The samples.</param>
    /// <param name="root">The folder that paths of imagery are told from.</param>
    /// <param name="called">What samples are called besides, by mask.</param>
    /// <exception cref="InvalidDataException">A sample is on the list for training and on another.</exception>
    public (SplitPart?[] Parts, IReadOnlyList<string> Missing, int HeldOutTwice) Apply(
        IReadOnlyList<DenseSample> samples, string root, IReadOnlyDictionary<string, string>? called = null)
    {
        var parts = new SplitPart?[samples.Count];
        var found = new HashSet<Name>();
        var twice = new HashSet<int>();
        string[][] paths = [.. samples.Select(s => Paths(s, root, called))];
        for (var i = 0; i < samples.Count; i++)
        {
            foreach (var name in paths[i].SelectMany(Within))
            {
                Give(name, i);
            }
        }

        // What lies in many folders under one name is not meant by that name alone.
        var byStem = paths.Index()
            .SelectMany(p => p.Item.Select(Stem).Distinct(StringComparer.OrdinalIgnoreCase), (p, stem) => (Stem: stem, Place: p.Index))
            .ToLookup(p => p.Stem, p => p.Place, StringComparer.OrdinalIgnoreCase);
        foreach (var name in _names.Where(n => !found.Contains(n)).ToArray())
        {
            if (byStem[name.Segments[^1]].ToArray() is [var place])
            {
                Give(name, place);
            }
        }

        return (parts, [.. _names.Where(n => !found.Contains(n)).Select(n => n.Text)], twice.Count);

        void Give(Name name, int place)
        {
            found.Add(name);
            if (parts[place] is { } given && given != name.Part && given != SplitPart.Train && name.Part != SplitPart.Train)
            {
                // Many a data set validates on what it tests; what tests must not choose.
                twice.Add(place);
                parts[place] = SplitPart.Test;
                return;
            }

            parts[place] = parts[place] is { } other && other != name.Part
                ? throw new InvalidDataException(
                    $"'{samples[place].Name}' is on two lists in '{_directory}': {other.Id()} and {name.Part.Id()}. A sample may be on one of them only.")
                : name.Part;
        }
    }

    /// <summary>What to know of samples that are on the lists of validation and test alike; null where there are none.</summary>
    /// <param name="count">Their number.</param>
    public static string? NoteOfHeldOutTwice(int count) => count == 0
        ? null
        : $"{count} samples are on the lists of validation and of test: they test, and choose no epoch";

    private static string[] Paths(DenseSample sample, string root, IReadOnlyDictionary<string, string>? called) =>
        [sample.Name, .. sample.Dates.SelectMany(d => d.Files).Select(f => RasterFolder.Relative(root, f)),
            .. called is not null && called.TryGetValue(sample.Mask, out var name) ? [name] : Array.Empty<string>()];

    private static string Stem(string path) => RasterFolder.WithoutEnding(path[(path.LastIndexOf('/') + 1)..]);

    private static IEnumerable<string> Read(string file) => Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase)
        ? ImageList.Read(file)
        : ImageList.Read(file).SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private IEnumerable<Name> Within(string path)
    {
        var segments = RasterFolder.WithoutEnding(path).Split('/');
        return Enumerable.Range(0, segments.Length).SelectMany(end => _byEnd[segments[end]].Where(name => name.Segments.Length <= end + 1
            && segments.AsSpan(end + 1 - name.Segments.Length, name.Segments.Length).SequenceEqual(name.Segments, StringComparer.OrdinalIgnoreCase)));
    }

    private sealed record Name(string Text, SplitPart Part)
    {
        public string[] Segments { get; } = RasterFolder.WithoutEnding(Text.Replace('\\', '/').Trim('/')).Split('/', StringSplitOptions.RemoveEmptyEntries);
    }
}
