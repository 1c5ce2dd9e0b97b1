using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Training;

namespace Skylite.Compression.Distillation;

/// <summary>
/// Soft targets (Hinton, Vinyals and Dean, 2015, sec. 2): T² · KL divergence between the softened distributions of teacher and student, the mean over
/// samples, or over the pixels that have a class.
/// </summary>
public sealed record SoftTarget : IDistillation
{
    /// <inheritdoc/>
    public string Id => "soft-target";

    /// <inheritdoc/>
    public string Summary => "the teacher's softened probabilities";

    /// <inheritdoc/>
    public IReadOnlyList<ValuePair> Pairs(Graph teacher, Graph student) => [new(Classifier.LogitsOf(teacher).Name, Classifier.LogitsOf(student).Name)];

    /// <inheritdoc/>
    public TorchTensor Compute(IReadOnlyList<TensorPair> pairs, DistillationFrame settings)
    {
        var (teacher, student) = Logits.Of(pairs[0]);
        var t = settings.Temperature;
        var (target, log) = (Aten.LogSoftmax(Aten.Div(teacher, t), 1), Aten.LogSoftmax(Aten.Div(student, t), 1));
        if (settings.Counted is not { } counted)
        {
            return Aten.Mul(Aten.KlDiv(log, target, TorchReduction.Sum, logTarget: true), t * t * student.Shape[1] / student.Count);
        }

        var weight = Aten.To(counted, ScalarType.Float32);
        var divergence = Aten.Sum(Aten.KlDiv(log, target, TorchReduction.None, logTarget: true), [1]);
        return Aten.Mul(Aten.Div(Aten.Sum(Aten.Mul(divergence, weight)), Aten.Clamp(Aten.Sum(weight), 1)), t * t);
    }
}
