namespace Skylite.Workbench.Datasets;

/// <summary>Gathers problems of one kind into one sentence: how many, and the first of them.</summary>
internal sealed class ProblemList
{
    private const int Shown = 3;

    private readonly Dictionary<string, List<string>> _kinds = [];

    /// <summary>Notes a problem.</summary>
    /// <param name="kind">What is wrong, as the end of "12 samples …".</param>
    /// <param name="example">Where.</param>
    public void Add(string kind, string example)
    {
        if (!_kinds.TryGetValue(kind, out var examples))
        {
            _kinds[kind] = examples = [];
        }

        examples.Add(example);
    }

    /// <summary>Notes that there is nothing to train on.</summary>
    /// <param name="samples">Samples of each part.</param>
    public void AddUntrained(PartCounts samples)
    {
        if (samples.Train == 0)
        {
            Add(
                "there is no sample to train on, and training would refuse that",
                Invariant($"{samples.Validation} are to validate and {samples.Test} to test"));
        }
    }

    /// <summary>Notes the parts that have samples but none of a class.</summary>
    /// <param name="one">The class.</param>
    /// <param name="samples">Samples of each part: where there are none, nothing is missing.</param>
    /// <param name="besides">What else is wrong with the class; null for nothing.</param>
    /// <returns>Whether there are such parts.</returns>
    public bool AddMissing(ClassShare one, PartCounts samples, string? besides = null)
    {
        (string Name, long Ones, long Samples)[] parts =
        [
            ("train", one.Counts.Train, samples.Train),
            ("validation", one.Counts.Validation, samples.Validation),
            ("test", one.Counts.Test, samples.Test),
        ];
        string[] without = [.. parts.Where(p => p.Ones == 0 && p.Samples > 0).Select(p => p.Name)];
        if (without.Length > 0)
        {
            var where = one.Counts.Total == 0 ? "all" : string.Join(" and ", without);
            Add("a class is missing from a part", $"'{one.Name}' from {where}{(besides is null ? string.Empty : $" ({besides})")}");
        }

        return without.Length > 0;
    }

    /// <summary>One sentence for each kind, in the order in which they were met.</summary>
    public IReadOnlyList<string> Sentences() =>
        [.. _kinds.Select(k => Invariant(
            $"{k.Value.Count} × {k.Key}: {string.Join("; ", k.Value.Take(Shown))}{(k.Value.Count > Shown ? "; …" : string.Empty)}"))];
}
