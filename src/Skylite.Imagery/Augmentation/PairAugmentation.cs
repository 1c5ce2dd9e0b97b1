namespace Skylite.Imagery.Augmentation;

/// <summary>A random change that only pairs of dates have; it is made while both are read, so that no pixel has to be invented.</summary>
/// <param name="Id">Public name, kebab-case.</param>
/// <param name="Summary">What it does, in a sentence.</param>
public sealed record PairAugmentation(string Id, string Summary)
{
    /// <summary>How often the dates change places.</summary>
    public const float ExchangeChance = 0.5f;

    /// <summary>Pixels by which the second date is moved at most.</summary>
    public const int LargestShift = 2;

    /// <summary>What was built can also have been demolished.</summary>
    public static PairAugmentation DateExchange { get; } = new("date-exchange", "pairs: the two dates change places in half of the crops");

    /// <summary>Imperfect registration is no change.</summary>
    public static PairAugmentation DateShift { get; } = new(
        "date-shift", Invariant($"pairs: the second date is moved by up to {LargestShift} pixels, as imperfect registration moves it"));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PairAugmentation> All { get; } = [DateExchange, DateShift];
}
