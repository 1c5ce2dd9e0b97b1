using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>
/// Cross-entropy of pixels that weighs more near the borders between classes: w = 1 + w₀ · exp(−d² / 2σ²), after the weight map of Ronneberger, Fischer
/// and Brox, 2015, eq. 2, with d the distance to the nearest pixel of another class; Σ w · loss / Σ w. Distances are counted in steps to any of the
/// eight neighbours, from 1 at the border itself, as far as 3σ. Pixels without a class are no border.
/// </summary>
public sealed record EdgeAwareLoss : ILoss
{
    private const double Nowhere = 1e6;

    /// <inheritdoc/>
    public string Id => "edge-aware";

    /// <inheritdoc/>
    public string Summary => "cross-entropy that weighs more near borders between classes; pixels";

    /// <inheritdoc/>
    public bool NeedsPixels => true;

    /// <inheritdoc/>
    public IReadOnlyList<LossSetting> Settings =>
    [
        new("w0", "what a border adds to a pixel's weight", EdgeWeight, v => this with { EdgeWeight = v }),
        new("sigma", "how far a border reaches, in pixels", Sigma, v => this with { Sigma = v }, TakesZero: false),
    ];

    /// <summary>w₀: what a border adds to the weight of a pixel.</summary>
    public double EdgeWeight { get; init; } = 10;

    /// <summary>σ in pixels.</summary>
    public double Sigma { get; init; } = 5;

    /// <summary>One weight per class, times that of the pixel's place; <see langword="null"/> for equal ones.</summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <inheritdoc/>
    public bool WeighsClasses => true;

    /// <inheritdoc/>
    public ILoss For(IReadOnlyList<float>? classWeights, double labelSmoothing) => this with { ClassWeights = classWeights };

    /// <inheritdoc/>
    public BoundLoss Bind(Graph graph) => new([Classifier.LogitsOf(graph).Name], Compute);

    private TorchTensor Compute(LossInputs inputs)
    {
        var labels = inputs.Targets.Labels;
        if (labels.Rank != 3 || inputs.Targets.MixedLabels is not null)
        {
            throw new NotSupportedException(
                $"The loss '{Id}' is for pixels, each with one class: it needs the borders between classes. "
                + "Leave --mixup out, and choose another loss for scenes.");
        }

        var weights = Weights(labels);
        if (ClassWeights is not null)
        {
            var flat = Aten.Reshape(Aten.To(Aten.Clamp(labels, 0, null), ScalarType.Int64), -1);
            weights = Aten.Mul(
                weights, Aten.Reshape(Aten.IndexSelect(TorchTensor.From<float>([.. ClassWeights], ClassWeights.Count), 0, flat), [.. labels.Shape]));
        }

        var losses = Aten.CrossEntropyLoss(Classifier.Flat(inputs.Values[0]), labels, reduction: TorchReduction.None);
        return Aten.Div(Aten.Sum(Aten.Mul(losses, weights)), Aten.Clamp(Aten.Sum(weights), 1, null));
    }

    /// <summary>The weight of each pixel, N × H × W; 0 where there is no class.</summary>
    internal TorchTensor Weights(TorchTensor labels)
    {
        using var noGradients = TorchRuntime.NoGrad();
        var known = Aten.To(Aten.Ge(labels, 0), ScalarType.Float32);
        var plane = Aten.Unsqueeze(Aten.To(labels, ScalarType.Float32), 1);
        var isKnown = Aten.Unsqueeze(known, 1);

        // The highest label around, and minus the lowest: unknown pixels are below all of both.
        var high = Masked(plane, isKnown);
        var low = Masked(Aten.Neg(plane), isKnown);
        var weights = Aten.Mul(known, 1);
        TorchTensor? before = null;
        for (var distance = 1; distance <= Math.Ceiling(3 * Sigma); distance++)
        {
            (high, low) = (Widen(high), Widen(low));
            var meets = Aten.To(Aten.Gt(Aten.Add(high, low), 0), ScalarType.Float32);
            var reached = before is null ? meets : Aten.Sub(meets, before);
            weights = Aten.Add(
                weights, Aten.Mul(Aten.Mul(Aten.Select(reached, 1, 0), known), EdgeWeight * Math.Exp(-distance * distance / (2 * Sigma * Sigma))));
            before = meets;
        }

        return weights;
    }

    private static TorchTensor Masked(TorchTensor plane, TorchTensor known) =>
        Aten.Sub(Aten.Mul(plane, known), Aten.Mul(Aten.Rsub(known, 1), Nowhere));

    private static TorchTensor Widen(TorchTensor plane) => Aten.MaxPool2d(plane, new PoolingOptions { Kernel = [3, 3], Stride = [1, 1], Padding = [1, 1] });
}
