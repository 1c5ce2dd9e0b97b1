using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>
/// Cross-entropy in which what is easy counts little: (1 − p)^γ · −log p, times α of the class where classes
/// are weighed (Lin et al., 2017, eq. 4 and 5); the mean by these weights, as of cross-entropy.
/// </summary>
public sealed record FocalLoss : ILoss
{
    private const double Least = 1e-6;

    /// <inheritdoc/>
    public string Id => "focal";

    /// <inheritdoc/>
    public string Summary => "cross-entropy in which what is easy counts little";

    /// <inheritdoc/>
    public IReadOnlyList<LossSetting> Settings => [new("gamma", "how little what is easy counts", Focus, v => this with { Focus = v })];

    /// <summary>γ, 0 or more; at 0 it is cross-entropy.</summary>
    public double Focus { get; init; } = 2;

    /// <summary>α: one weight per class, or <see langword="null"/> for equal ones.</summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <inheritdoc/>
    public bool WeighsClasses => true;

    /// <inheritdoc/>
    public ILoss For(IReadOnlyList<float>? classWeights, double labelSmoothing) => this with { ClassWeights = classWeights };

    /// <inheritdoc/>
    public BoundLoss Bind(Graph graph) => new([Classifier.LogitsOf(graph).Name], Compute);

    private TorchTensor Compute(LossInputs inputs)
    {
        var pixels = LabelledPixels.Of(inputs, Id);
        var log = Aten.Sum(Aten.Mul(Aten.LogSoftmax(pixels.Logits, 1), pixels.OneHot()), [1]);
        // At p = 1 the slope of (1 − p)^γ is infinite for γ below 1.
        var weight = Aten.Pow(Aten.Clamp(Aten.Rsub(Aten.Exp(log), 1), Least, null), Focus);
        var losses = Aten.Mul(weight, log);
        if (ClassWeights is null)
        {
            return Aten.Neg(Aten.Mean(losses));
        }

        var ofClass = Aten.IndexSelect(TorchTensor.From<float>([.. ClassWeights], ClassWeights.Count), 0, pixels.Labels);
        return Aten.Neg(Aten.Div(Aten.Sum(Aten.Mul(losses, ofClass)), Aten.Sum(ofClass)));
    }
}
