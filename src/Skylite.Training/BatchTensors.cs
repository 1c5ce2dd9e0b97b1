using Skylite.Imagery.Loading;
using Skylite.Native.Torch;

namespace Skylite.Training;

/// <summary>Hands the data of a batch to libtorch.</summary>
public static class BatchTensors
{
    /// <summary>The label of a pixel without a class, as PyTorch's cross-entropy leaves it out.</summary>
    public const long NoClass = -100;

    /// <summary>The pixels, N × C × H × W, not copied: the tensor must not outlive the batch.</summary>
    public static TorchTensor Pixels(Batch batch) => TorchTensor.Wrap(batch.Pixels, batch.Count, batch.Channels, batch.Height, batch.Width);

    /// <summary>The pixels of every date, in order, not copied.</summary>
    public static TorchTensor[] Inputs(Batch batch) =>
        [.. Enumerable.Range(0, batch.Dates).Select(date => TorchTensor.Wrap(batch.PixelsOf(date), batch.Count, batch.Channels, batch.Height, batch.Width))];

    /// <summary>
    /// The class indices as 64-bit integers: N, or N × H × W where pixels have labels; those without a class get <see cref="NoClass"/>, which losses leave out.
    /// </summary>
    /// <exception cref="InvalidDataException">A label lies beyond the network's classes.</exception>
    public static TorchTensor Labels(Batch batch, long classes)
    {
        var isDense = batch.LabelsPerSample > 1;
        var labels = Array.ConvertAll(batch.Labels, l => isDense && l < 0 ? NoClass : l);
        foreach (var label in labels)
        {
            if (label >= classes || (label < 0 && label != NoClass))
            {
                throw new InvalidDataException(
                    $"A sample has class {label}, but the network knows classes 0 to {classes - 1}. Replace its head for the classes of the data.");
            }
        }

        return isDense ? TorchTensor.From<long>(labels, batch.Count, batch.Height, batch.Width) : TorchTensor.From<long>(labels, labels.Length);
    }
}
