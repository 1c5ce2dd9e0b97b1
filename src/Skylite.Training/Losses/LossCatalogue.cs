namespace Skylite.Training.Losses;

/// <summary>Every loss that needs nothing but the batch, with its default settings.</summary>
public static class LossCatalogue
{
    /// <summary>The losses that a user can name.</summary>
    public static IReadOnlyList<ILoss> All { get; } = [new CrossEntropyLoss()];
}
