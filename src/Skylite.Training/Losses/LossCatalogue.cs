using Skylite.Graphs;

namespace Skylite.Training.Losses;

/// <summary>
/// Every loss that is computed of labels and what the network gives, with its default
/// settings; those of features also remember centres of the classes from batch to batch.
/// </summary>
public static class LossCatalogue
{
    /// <summary>The losses that a user can name.</summary>
    public static IReadOnlyList<ILoss> All { get; } =
    [
        new CrossEntropyLoss(),
        new FocalLoss(),
        new DiceLoss(),
        new TverskyLoss(),
        new LovaszSoftmaxLoss(),
        new EdgeAwareLoss(),
        new CenterLoss(),
        new TripletCenterLoss(),
    ];

    /// <summary>A loss by name, or the sum of several joined by <c>+</c>.</summary>
    /// <param name="id">
    /// Such as <c>cross-entropy+dice</c>; with factors and settings as in <c>cross-entropy+0.5*dice</c> and
    /// <c>focal:gamma=3</c>. Losses of features alone do not teach a classifier: they need a loss of its answers beside them.
    /// </param>
    /// <param name="classWeights">One weight per class for cross-entropy, focal and edge-aware; <see langword="null"/> for equal ones.</param>
    /// <param name="labelSmoothing">Share of the target that cross-entropy spreads over all classes.</param>
    /// <exception cref="ArgumentException">
    /// There is no such loss, which is answered with the nearest; all of them are of features; or none can be weighed or smoothed that is to be.
    /// </exception>
    public static ILoss Named(string id, IReadOnlyList<float>? classWeights = null, double labelSmoothing = 0) =>
        Sum(id, Parts(id, classWeights, labelSmoothing));

    /// <summary>Refuses settings that no part of a loss would follow, and mixed samples that one part could not learn from.</summary>
    /// <param name="id">As for <see cref="Named"/>.</param>
    /// <param name="weighs">Whether rare classes are to weigh more.</param>
    /// <param name="smooths">Whether labels are to be smoothed.</param>
    /// <param name="mixes">Whether samples are to be mixed.</param>
    /// <exception cref="ArgumentException">There is such a setting.</exception>
    public static void Require(string id, bool weighs, bool smooths, bool mixes)
    {
        var parts = Parts(id, null, 0);
        if (weighs && !parts.Any(p => p.Loss.WeighsClasses))
        {
            throw new ArgumentException(
                $"The loss '{id}' weighs no classes: those of regions count each class as much as any other. "
                + $"Leave --balance-classes out, or add a part that does, such as cross-entropy+{id}.");
        }

        if (smooths && !parts.Any(p => p.Loss.SmoothsLabels))
        {
            throw new ArgumentException($"The loss '{id}' knows no label smoothing, which cross-entropy does: cross-entropy+{id}.");
        }

        if (mixes && parts.FirstOrDefault(p => !p.Loss.MixesLabels).Loss is { } single)
        {
            throw new ArgumentException(
                $"The loss '{single.Id}' needs one class for each sample; mixup gives two. Leave --mixup out, or use cross-entropy alone.");
        }
    }

    /// <summary>The parts of a loss that read the network's answers alone, as side outputs have them.</summary>
    /// <param name="id">As for <see cref="Named"/>.</param>
    /// <param name="classWeights">As for <see cref="Named"/>.</param>
    /// <param name="labelSmoothing">As for <see cref="Named"/>.</param>
    public static ILoss OfAnswers(string id, IReadOnlyList<float>? classWeights = null, double labelSmoothing = 0) =>
        Sum(id, [.. Parts(id, classWeights, labelSmoothing).Where(p => !p.Loss.IsOfFeatures)]);

    private static (ILoss Loss, double Factor)[] Parts(string id, IReadOnlyList<float>? classWeights, double labelSmoothing) =>
        [.. id.Split('+', StringSplitOptions.TrimEntries)
            .Select(LossTerm.Parse)
            .Select(term => (term.Applied(Find(term.Id).For(classWeights, labelSmoothing)), term.Factor))];

    private static ILoss Sum(string id, IReadOnlyList<(ILoss Loss, double Factor)> parts)
    {
        if (parts.All(p => p.Loss.IsOfFeatures))
        {
            throw new ArgumentException($"'{id}' is a loss of features alone, which teaches no classes. Join it to another: cross-entropy+{id}.");
        }

        ILoss[] scaled = [.. parts.Select(p => p.Factor == 1 ? p.Loss : new ScaledLoss(p.Loss, p.Factor))];
        return scaled.Length == 1 ? scaled[0] : new SumLoss(scaled);
    }

    private static ILoss Find(string id) => NearestNames.Find("loss", id, All, l => l.Id);
}
