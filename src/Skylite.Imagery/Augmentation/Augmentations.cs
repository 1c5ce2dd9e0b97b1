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

    /// <summary>Augmentations by name.</summary>
    /// <param name="ids">Names, in any order; <c>none</c> and <c>all</c> are understood alone.</param>
    /// <returns>The augmentations in the order of <see cref="All"/>.</returns>
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

        foreach (string id in ids.Where(id => !All.Any(a => a.Id == id)))
        {
            throw new ArgumentException($"There is no augmentation '{id}'. {NameDistance.Sentence(id, All.Select(a => a.Id))}All: {string.Join(", ", All.Select(a => a.Id))}.");
        }

        return [.. All.Where(a => ids.Contains(a.Id))];
    }
}
