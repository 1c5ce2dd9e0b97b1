using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>Features and labels of those samples or pixels that have a class.</summary>
/// <param name="Features">P × features.</param>
/// <param name="Labels">P class indices.</param>
/// <param name="Classes">Number of classes of the network.</param>
internal sealed record LabelledFeatures(TorchTensor Features, TorchTensor Labels, int Classes)
{
    /// <summary>Takes the labelled ones out of a batch; where features are coarser than labels, each takes the label at its centre.</summary>
    /// <param name="inputs">Logits, then the features that they are computed from.</param>
    /// <param name="loss">Id of the loss, for the error.</param>
    /// <exception cref="NotSupportedException">The samples were mixed: the loss needs one class for each.</exception>
    public static LabelledFeatures Of(LossInputs inputs, string loss)
    {
        if (inputs.Targets.MixedLabels is not null)
        {
            throw new NotSupportedException($"The loss '{loss}' needs one class for each sample; mixup gives two. Leave --mixup out.");
        }

        var (features, labels) = (inputs.Values[1], inputs.Targets.Labels);
        if (labels.Rank == 3)
        {
            labels = Thin(Thin(labels, 1, features.Shape[2]), 2, features.Shape[3]);
        }
        else if (features.Rank == 4)
        {
            features = Aten.Mean(features, [2, 3]);
        }

        var width = features.Shape[1];
        var rows = features.Rank == 2 ? features : Aten.Reshape(Aten.MoveAxis(features, 1, -1), -1, width);
        labels = Aten.Reshape(labels, -1);
        var places = Aten.Reshape(Aten.NonZero(Aten.Ge(labels, 0)), -1);
        return new LabelledFeatures(Aten.IndexSelect(rows, 0, places), Aten.IndexSelect(labels, 0, places), (int)inputs.Values[0].Shape[1]);
    }

    private static TorchTensor Thin(TorchTensor labels, int axis, long length)
    {
        var old = labels.Shape[axis];
        return old == length
            ? labels
            : Aten.IndexSelect(
                labels, axis, TorchTensor.From<long>([.. Enumerable.Range(0, (int)length).Select(i => ((2L * i) + 1) * old / (2 * length))], length));
    }
}
