using Skylite.Graphs;

namespace Skylite.Training.Losses;

/// <summary>Every loss that needs nothing but the batch, with its default settings.</summary>
public static class LossCatalogue
{
    /// <summary>The losses that a user can name.</summary>
    public static IReadOnlyList<ILoss> All { get; } = [new CrossEntropyLoss(), new FocalLoss(), new DiceLoss(), new TverskyLoss(), new LovaszSoftmaxLoss()];

    /// <summary>A loss by name, or the sum of several joined by <c>+</c>.</summary>
    /// <param name="id">Such as <c>cross-entropy+dice</c>.</param>
    /// <param name="classWeights">One weight per class for cross-entropy; <see langword="null"/> for equal ones.</param>
    /// <param name="labelSmoothing">Share of the target that cross-entropy spreads over all classes.</param>
    /// <exception cref="ArgumentException">There is no such loss; the message names the nearest.</exception>
    public static ILoss Named(string id, IReadOnlyList<float>? classWeights = null, double labelSmoothing = 0)
    {
        var parts = id.Split('+', StringSplitOptions.TrimEntries).Select(part => Find(part) switch
        {
            CrossEntropyLoss => new CrossEntropyLoss { ClassWeights = classWeights, LabelSmoothing = labelSmoothing },
            var other => other,
        }).ToArray();
        return parts.Length == 1 ? parts[0] : new SumLoss(parts);
    }

    private static ILoss Find(string id) =>
        All.FirstOrDefault(l => l.Id == id) ?? throw new ArgumentException(NearestNames.Describe("loss", id, [.. All.Select(l => l.Id)]));
}
