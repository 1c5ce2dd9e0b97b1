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

    /// <summary>One sentence for each kind, in the order in which they were met.</summary>
    public IReadOnlyList<string> Sentences() =>
        [.. _kinds.Select(k => FormattableString.Invariant($"{k.Value.Count} × {k.Key}: {string.Join("; ", k.Value.Take(Shown))}{(k.Value.Count > Shown ? "; …" : string.Empty)}"))];
}
