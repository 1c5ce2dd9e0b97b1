namespace Skylite.Graphs.Weights;

/// <summary>What became of every weight when a file was loaded into a graph.</summary>
/// <param name="Matched">Initializers that took the file's data.</param>
/// <param name="Missing">Initializers that the file lacks; they keep their data.</param>
/// <param name="Unexpected">Tensors of the file that the graph has no place for.</param>
/// <param name="Mismatched">Initializers whose shape differs; they keep their data.</param>
public sealed record WeightLoadingReport(
    IReadOnlyList<string> Matched,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Unexpected,
    IReadOnlyList<ShapeMismatch> Mismatched)
{
    private const int Shown = 4;

    /// <summary>First convolutions whose filters were fitted to other bands; they are among <see cref="Matched"/>.</summary>
    public IReadOnlyList<string> Adapted { get; init; } = [];

    /// <summary>Whether every weight of the graph and of the file found its partner.</summary>
    public bool IsComplete => Missing.Count == 0 && Unexpected.Count == 0 && Mismatched.Count == 0;

    /// <summary>One sentence with counts and the first names.</summary>
    public override string ToString()
    {
        var text = $"{Matched.Count} weights loaded";
        text += Describe("fitted to other bands", Adapted);
        text += Describe("of another shape", Mismatched);
        text += Describe("missing in the file", Missing);
        text += Describe("unknown to the network", Unexpected);
        return text;
    }

    private static string Describe<T>(string what, IReadOnlyList<T> items) => items.Count == 0
        ? string.Empty
        : $"; {items.Count} {what}: {string.Join(", ", items.Take(Shown))}{(items.Count > Shown ? ", …" : string.Empty)}";
}
