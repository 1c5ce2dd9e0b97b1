using System.Globalization;
using Skylite.Graphs;

namespace Skylite.Compression.Pruning;

/// <summary>What a pruning must come down to.</summary>
/// <param name="Measure">
/// What is to be reduced, such as parameters, multiply-accumulate operations, bytes or milliseconds; must not grow when channels go.
/// </param>
/// <param name="Limit">The value to reach.</param>
public sealed record PruneBudget(Func<Graph, double> Measure, double Limit)
{
    /// <summary>Writes a value of the measure with its unit, for the message when the limit cannot be reached.</summary>
    public Func<double, string> Describe { get; init; } = value => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>Writes a limit that a value of the measure meets, as it has to be asked for.</summary>
    public Func<double, string> Ask { get; init; } = value => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Refuses a limit below the least that pruning can reach.</summary>
    /// <param name="least">The measure with every family at its minimum share.</param>
    /// <param name="graph">The graph, for the message.</param>
    /// <param name="minimumShare">That minimum share.</param>
    /// <exception cref="InvalidDataException">The least is above the limit.</exception>
    public void RequireReachable(double least, Graph graph, double minimumShare)
    {
        if (least > Limit)
        {
            throw new InvalidDataException(
                Invariant($"'{graph.Name}' cannot be brought down to {Describe(Limit)} by removing channels: ")
                + Invariant($"with every layer at its minimum share of {100 * minimumShare:0.#} % it still has {Describe(least)}. ")
                + $"The least reachable budget is {Ask(least)}: ask for that or more.");
        }
    }
}
