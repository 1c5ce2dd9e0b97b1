using Skylite.Graphs;

namespace Skylite.Training.Losses;

/// <summary>
/// 1 − the Dice coefficient of probabilities, the mean over the classes that the batch holds (Sudre et al., 2017, sec. 2.1, with equal weights): sums of
/// probabilities stand below the line, where Milletari et al., 2016, square them, and 1 is added above and below it.
/// </summary>
public sealed record DiceLoss : ILoss
{
    /// <inheritdoc/>
    public string Id => "dice";

    /// <inheritdoc/>
    public string Summary => "overlap of each class as the Dice coefficient; pixels, where classes are rare";

    /// <inheritdoc/>
    public bool NeedsPixels => true;

    /// <inheritdoc/>
    public BoundLoss Bind(Graph graph) => new([Classifier.LogitsOf(graph).Name], inputs => TverskyLoss.Compute(LabelledPixels.Of(inputs, Id), 0.5, 0.5));
}
