using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>Logits and labels as two columns of those samples or pixels that have a class.</summary>
/// <param name="Logits">P × classes.</param>
/// <param name="Labels">P class indices.</param>
internal sealed record LabelledPixels(TorchTensor Logits, TorchTensor Labels)
{
    /// <summary>Number of classes.</summary>
    public long Classes => Logits.Shape[1];

    /// <summary>The probabilities, P × classes.</summary>
    public TorchTensor Probabilities() => Aten.Softmax(Logits, 1);

    /// <summary>1 where the label is, P × classes.</summary>
    public TorchTensor OneHot() => Aten.To(Aten.OneHot(Labels, Classes), ScalarType.Float32);

    /// <summary>Takes the labelled ones out of a batch.</summary>
    /// <exception cref="NotSupportedException">The samples were mixed: the loss needs one class for each.</exception>
    public static LabelledPixels Of(LossInputs inputs, string loss)
    {
        if (inputs.Targets.MixedLabels is not null)
        {
            throw new NotSupportedException($"The loss '{loss}' needs one class for each pixel; mixup gives two. Leave --mixup out, or use cross-entropy.");
        }

        var logits = Classifier.Flat(inputs.Values[0]);
        var columns = logits.Rank == 2 ? logits : Aten.Reshape(Aten.MoveAxis(logits, 1, -1), -1, logits.Shape[1]);
        var labels = Aten.Reshape(inputs.Targets.Labels, -1);
        var places = Aten.Reshape(Aten.NonZero(Aten.Ge(labels, 0)), -1);
        return new LabelledPixels(Aten.IndexSelect(columns, 0, places), Aten.IndexSelect(labels, 0, places));
    }
}
