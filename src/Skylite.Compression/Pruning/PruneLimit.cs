using System.Globalization;
using Skylite.Graphs;

namespace Skylite.Compression.Pruning;

/// <summary>What a measure of a network may be at most, and how its values are written.</summary>
/// <param name="Value">The value to reach.</param>
public sealed record PruneLimit(double Value)
{
    /// <summary>Writes a value with its unit.</summary>
    public Func<double, string> Describe { get; init; } = value => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>Writes a limit that a value meets, as it has to be asked for.</summary>
    public Func<double, string> Ask { get; init; } = value => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Refuses a limit below the least that pruning can reach.</summary>
    /// <param name="least">The measure with every family at its minimum share.</param>
    /// <param name="graph">The graph, for the message.</param>
    /// <param name="minimumShare">That minimum share.</param>
    /// <exception cref="InvalidDataException">The least is above the limit.</exception>
    public void RequireReachable(double least, Graph graph, double minimumShare)
    {
        if (least > Value)
        {
            throw new InvalidDataException(
                Invariant($"'{graph.Name}' cannot be brought down to {Describe(Value)} by removing channels: ")
                + Invariant($"with every layer at its minimum share of {100 * minimumShare:0.#} % it still has {Describe(least)}. ")
                + $"The least reachable budget is {Ask(least)}: ask for that or more.");
        }
    }
}
