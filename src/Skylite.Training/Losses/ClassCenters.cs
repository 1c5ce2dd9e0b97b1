using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>The mean feature of every class over the training set, as an average that runs from batch to batch.</summary>
/// <remarks>
/// Wen, Zhang, Li, Qiao 2016, equation 4, for batches with many samples of a class: c ← c + α (mean of the batch − c). A class begins with the mean of
/// its first batch, and centres move before the loss is taken, by a fixed α of 0.1; the paper moves them behind, by 0.5. They are no parameters: no gradient
/// reaches them.
/// </remarks>
internal sealed class ClassCenters
{
    private const double Rate = 0.1;

    private float[] _centers = [];
    private bool[] _seen = [];

    /// <summary>Takes a batch into the average.</summary>
    /// <param name="features">Labelled features.</param>
    /// <returns>The centres, classes × features, and for each class whether it was ever seen, as 0 or 1.</returns>
    public (TorchTensor Centers, TorchTensor Seen) Update(LabelledFeatures features)
    {
        var (classes, width) = (features.Classes, (int)features.Features.Shape[1]);
        if (_centers.Length != classes * width)
        {
            (_centers, _seen) = (new float[classes * width], new bool[classes]);
        }

        var (sums, counts) = Sums(features);
        for (var c = 0; c < classes; c++)
        {
            for (var i = c * width; counts[c] > 0 && i < (c + 1) * width; i++)
            {
                var mean = sums[i] / counts[c];
                _centers[i] = _seen[c] ? (float)(_centers[i] + (Rate * (mean - _centers[i]))) : mean;
            }

            _seen[c] |= counts[c] > 0;
        }

        return (TorchTensor.From<float>(_centers, classes, width), TorchTensor.From<float>(Array.ConvertAll(_seen, s => s ? 1f : 0f), classes));
    }

    public void Save(string id, IDictionary<string, Tensor> tensors)
    {
        if (_seen.Length > 0)
        {
            tensors[$"loss/{id}/centers"] = Tensor.Create<float>(_centers, _seen.Length, _centers.Length / _seen.Length);
            tensors[$"loss/{id}/seen"] = Tensor.Vector<float>(Array.ConvertAll(_seen, s => s ? 1f : 0f));
        }
    }

    public void Load(string id, IReadOnlyDictionary<string, Tensor> tensors)
    {
        if (tensors.TryGetValue($"loss/{id}/centers", out var centers))
        {
            (_centers, _seen) = (centers.ToSingle(), Array.ConvertAll(tensors[$"loss/{id}/seen"].ToSingle(), s => s != 0));
        }
    }

    private static (float[] Sums, float[] Counts) Sums(LabelledFeatures features)
    {
        using var noGradients = TorchRuntime.NoGrad();
        var (classes, width) = (features.Classes, features.Features.Shape[1]);
        var sums = Aten.IndexAdd(TorchTensor.From<float>(new float[classes * width], classes, width), 0, features.Labels, Aten.Detach(features.Features));
        var counts = Aten.Sum(Aten.To(Aten.OneHot(features.Labels, classes), ScalarType.Float32), [0]);
        return (sums.ToArray<float>(), counts.ToArray<float>());
    }
}
