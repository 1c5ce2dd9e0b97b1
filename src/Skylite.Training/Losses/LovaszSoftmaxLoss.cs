using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>
/// The Lovász extension of 1 − intersection over union, the mean over the classes that the batch holds (Berman, Triki and Blaschko, 2018, algorithm 1).
/// </summary>
public sealed record LovaszSoftmaxLoss : ILoss
{
    /// <inheritdoc/>
    public string Id => "lovasz-softmax";

    /// <inheritdoc/>
    public string Summary => "intersection over union itself, made differentiable; pixels";

    /// <inheritdoc/>
    public bool NeedsPixels => true;

    /// <inheritdoc/>
    public BoundLoss Bind(Graph graph) => new([Classifier.LogitsOf(graph).Name], Compute);

    private TorchTensor Compute(LossInputs inputs)
    {
        var pixels = LabelledPixels.Of(inputs, Id);
        var (probable, actual) = (pixels.Probabilities(), pixels.OneHot());
        var counts = Aten.Sum(actual, [0]).ToArray<float>();
        TorchTensor? sum = null;
        var present = 0;
        for (var c = 0; c < counts.Length; c++)
        {
            if (counts[c] == 0)
            {
                continue;
            }

            var truth = Aten.Select(actual, 1, c);
            var loss = OfClass(Aten.Abs(Aten.Sub(truth, Aten.Select(probable, 1, c))), truth, counts[c]);
            sum = sum is null ? loss : Aten.Add(sum, loss);
            present++;
        }

        return sum is null ? Aten.Mul(Aten.Sum(probable), 0) : Aten.Div(sum, present);
    }

    private static TorchTensor OfClass(TorchTensor errors, TorchTensor truth, double count)
    {
        var (sorted, order) = Aten.Sort(errors, 0, descending: true);
        return Aten.Sum(Aten.Mul(sorted, Gradient(Aten.IndexSelect(truth, 0, order), count)));
    }

    // The Jaccard loss after each of the errors in order, and its steps.
    private static TorchTensor Gradient(TorchTensor truth, double count)
    {
        using var noGradients = TorchRuntime.NoGrad();
        var intersection = Aten.Rsub(Aten.CumSum(truth, 0), count);
        var union = Aten.Add(Aten.CumSum(Aten.Rsub(truth, 1), 0), count);
        var jaccard = Aten.Rsub(Aten.Div(intersection, union), 1);
        var length = jaccard.Shape[0];
        return length == 1
            ? jaccard
            : Aten.Cat([Aten.Narrow(jaccard, 0, 0, 1), Aten.Sub(Aten.Narrow(jaccard, 0, 1, length - 1), Aten.Narrow(jaccard, 0, 0, length - 1))], 0);
    }
}
