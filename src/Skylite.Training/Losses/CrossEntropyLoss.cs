using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>
/// Cross-entropy between a classifier's logits and the labels, with label smoothing (Szegedy et al., 2016, sec. 7) and class weights.
/// For mixed samples the loss is that of the soft labels: share · loss of the one + (1 − share) · loss of the other (Zhang et al., 2018).
/// </summary>
public sealed record CrossEntropyLoss : ILoss
{
    /// <inheritdoc/>
    public string Id => "cross-entropy";

    /// <inheritdoc/>
    public string Summary => "how improbable the right class is; the usual choice";

    /// <summary>Share of the target that is spread over all classes, 0 to below 1.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>One weight per class, or <see langword="null"/> for equal ones.</summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <inheritdoc/>
    public bool WeighsClasses => true;

    /// <inheritdoc/>
    public bool SmoothsLabels => true;

    /// <inheritdoc/>
    public bool MixesLabels => true;

    /// <inheritdoc/>
    public ILoss For(IReadOnlyList<float>? classWeights, double labelSmoothing) => this with { ClassWeights = classWeights, LabelSmoothing = labelSmoothing };

    /// <inheritdoc/>
    public BoundLoss Bind(Graph graph) => new([Classifier.LogitsOf(graph).Name], Compute);

    private TorchTensor Compute(LossInputs inputs)
    {
        var logits = Classifier.Flat(inputs.Values[0]);
        var weights = ClassWeights is null ? null : TorchTensor.From<float>([.. ClassWeights], ClassWeights.Count);
        var (labels, mixed, share) = inputs.Targets;
        var loss = Aten.CrossEntropyLoss(logits, labels, weights, labelSmoothing: LabelSmoothing);
        return mixed is null
            ? loss
            : Aten.Add(Aten.Mul(loss, share), Aten.Mul(Aten.CrossEntropyLoss(logits, mixed, weights, labelSmoothing: LabelSmoothing), 1 - share));
    }
}
