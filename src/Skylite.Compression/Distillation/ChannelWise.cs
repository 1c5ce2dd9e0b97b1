using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Training;

namespace Skylite.Compression.Distillation;

/// <summary>
/// Channel-wise distillation of maps of logits (Shu, Liu, Gao, Yan and Shen, 2021, eqs. 2–3): each channel becomes a distribution over the positions of the
/// image, softened by T, and the loss is T² / C · the sum over the C channels of the KL divergence between teacher and student, the mean over samples.
/// Pixels without a class are no positions.
/// </summary>
public sealed record ChannelWise : IDistillation
{
    // Far below any logit, and still a number whose differences are finite.
    private const double Nowhere = -1e6;

    /// <inheritdoc/>
    public string Id => "channel-wise";

    /// <inheritdoc/>
    public string Summary => "where in the image the teacher sees each class, channel by channel";

    /// <inheritdoc/>
    public IReadOnlyList<ValuePair> Pairs(Graph teacher, Graph student) => [new(Classifier.LogitsOf(teacher).Name, Classifier.LogitsOf(student).Name)];

    /// <inheritdoc/>
    public TorchTensor Compute(IReadOnlyList<TensorPair> pairs, DistillationFrame settings)
    {
        var (teacher, student) = Logits.Of(pairs[0]);
        if (student.Rank != 4)
        {
            throw new InvalidDataException(
                "Channel-wise distillation compares maps, and this network gives one answer for a whole image. Use soft-target or attention-transfer.");
        }

        var (samples, channels) = (student.Shape[0], student.Shape[1]);
        var t = settings.Temperature;
        var sum = Aten.KlDiv(OverPositions(student, settings), OverPositions(teacher, settings), TorchReduction.Sum, logTarget: true);
        return Aten.Mul(sum, t * t / (samples * channels));
    }

    private static TorchTensor OverPositions(TorchTensor maps, DistillationFrame settings)
    {
        var soft = Aten.Div(maps, settings.Temperature);
        var masked = settings.Counted is { } counted ? Aten.MaskedFill(soft, Aten.Unsqueeze(Aten.LogicalNot(counted), 1), Nowhere) : soft;
        return Aten.LogSoftmax(Aten.Reshape(masked, maps.Shape[0], maps.Shape[1], -1), 2);
    }
}
