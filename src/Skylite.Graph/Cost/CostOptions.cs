namespace Skylite.Graphs.Cost;

/// <summary>For which inputs <see cref="CostReport"/> counts.</summary>
public sealed record CostOptions
{
    /// <summary>Length of the first axis of every input where it is not a number in the graph.</summary>
    public long Batch { get; init; } = 1;

    /// <summary>Whole shapes of inputs by name, in place of the graph's.</summary>
    public IReadOnlyDictionary<string, Shape> InputShapes { get; init; } = new Dictionary<string, Shape>();
}
