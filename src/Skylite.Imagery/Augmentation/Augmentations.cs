namespace Skylite.Imagery.Augmentation;

/// <summary>The augmentations, by name.</summary>
public static class Augmentations
{
    /// <summary>All of them with their default ranges, in the order in which they make sense: geometry, colour, erasing.</summary>
    public static IReadOnlyList<IAugmentation> All { get; } =
    [
        new HorizontalFlip(),
        new VerticalFlip(),
        new QuarterTurns(),
        new RandomResizedCrop(),
        new ColorJitter(),
        new RandomErasing(),
    ];

    /// <summary>Flips and quarter turns: true for every scene seen from above.</summary>
    public static IReadOnlyList<IAugmentation> FlipsAndTurns { get; } = [.. All.Take(3)];

    /// <summary>Every name: of those in <see cref="All"/>, then of those for pairs of dates.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. All.Select(a => a.Id), .. PairAugmentation.All.Select(a => a.Id)];

    /// <summary>The names that stand for what is done where nobody says anything.</summary>
    /// <param name="dates">Dates of a sample.</param>
    /// <param name="classes">
    /// Classes of a pair: where change is of several kinds, what was felled would after an exchange of the dates be taught as planted all the same.
    /// </param>
    public static IReadOnlyList<string> Usual(int dates, int classes = 2) =>
    [
        .. FlipsAndTurns.Select(a => a.Id),
        .. PairAugmentation.All.Where(a => dates == 2 && (classes == 2 || a != PairAugmentation.DateExchange)).Select(a => a.Id),
    ];

    /// <summary>Augmentations by name.</summary>
    /// <param name="ids">Names, in any order; <c>none</c> and <c>all</c> are understood alone.</param>
    /// <returns>The augmentations in the order of <see cref="All"/>; those of pairs have a list of their own.</returns>
    /// <exception cref="ArgumentException">A name is unknown; the message suggests the nearest.</exception>
    public static IReadOnlyList<IAugmentation> Named(params IReadOnlyList<string> ids)
    {
        if (ids is ["none"])
        {
            return [];
        }

        if (ids is ["all"])
        {
            return All;
        }

        foreach (var id in ids.Where(id => !Ids.Contains(id)))
        {
            throw new ArgumentException($"There is no augmentation '{id}'. {NameDistance.Sentence(id, Ids)}All: {string.Join(", ", Ids)}.");
        }

        return [.. All.Where(a => ids.Contains(a.Id))];
    }

    /// <summary>Augmentations of pairs by name.</summary>
    /// <param name="ids">As for <see cref="Named"/>.</param>
    public static IReadOnlyList<PairAugmentation> PairsNamed(IReadOnlyList<string> ids) =>
        ids is ["all"] ? PairAugmentation.All : [.. PairAugmentation.All.Where(a => ids.Contains(a.Id))];
}
