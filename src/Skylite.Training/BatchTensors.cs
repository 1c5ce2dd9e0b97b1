using Skylite.Imagery.Loading;
using Skylite.Native.Torch;

namespace Skylite.Training;

/// <summary>Hands the data of a batch to libtorch.</summary>
public static class BatchTensors
{
    /// <summary>The pixels, N × C × H × W, not copied: the tensor must not outlive the batch.</summary>
    public static TorchTensor Pixels(Batch batch) => TorchTensor.Wrap(batch.Pixels, batch.Count, batch.Channels, batch.Height, batch.Width);

    /// <summary>The class indices as 64-bit integers.</summary>
    /// <exception cref="InvalidDataException">A label lies beyond the network's classes.</exception>
    public static TorchTensor Labels(Batch batch, long classes)
    {
        var labels = Array.ConvertAll(batch.Labels, l => (long)l);
        foreach (var label in labels)
        {
            if (label < 0 || label >= classes)
            {
                throw new InvalidDataException(
                    $"A sample has class {label}, but the network knows classes 0 to {classes - 1}. Replace its head for the classes of the data.");
            }
        }

        return TorchTensor.From<long>(labels, labels.Length);
    }
}
