using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>NegativeLogLikelihoodLoss and SoftmaxCrossEntropyLoss: −log p of the labelled class, weighted, with ignored labels.</summary>
/// <param name="opType">The operator's name as ONNX spells it.</param>
/// <param name="takesScores">Whether the input are scores, whose log-softmax is taken first and is the second output.</param>
public sealed class NegativeLogLikelihoodKernel(string opType, bool takesScores) : IKernel
{
    /// <inheritdoc/>
    public string OpType => opType;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var reduction = node.Attributes.Text("reduction", "mean");
        if (reduction is not ("none" or "sum" or "mean"))
        {
            throw node.Refuse($"reduction '{reduction}' is not one of none, sum and mean.");
        }

        long? ignored = node.Attributes.Contains("ignore_index") ? node.Attributes.Int("ignore_index", 0) : null;
        return frame =>
        {
            var logs = takesScores ? Aten.LogSoftmax(frame.Input(0), 1) : frame.Input(0).Alias();
            frame.SetOutput(0, Loss(logs, frame.Input(1), frame.Optional(2), ignored, reduction));
            if (frame.Wants(1))
            {
                frame.SetOutput(1, logs);
            }
        };
    }

    private static TorchTensor Loss(TorchTensor logs, TorchTensor labels, TorchTensor? weights, long? ignored, string reduction)
    {
        using var wide = Aten.To(labels, ScalarType.Int64);
        using var drop = ignored is { } label ? Aten.Eq(wide, label) : null;
        using var safe = drop is null ? wide.Alias() : Aten.MaskedFill(wide, drop, 0);
        using var places = Aten.Unsqueeze(safe, 1);
        using var picked = Aten.Gather(logs, 1, places);
        using var flat = Aten.Squeeze(picked, 1);
        using var weight = WeightOf(safe, drop, weights, logs.Type);
        using var losses = Aten.Neg(flat);
        var weighted = Aten.Mul(losses, weight);
        if (reduction == "none")
        {
            return weighted;
        }

        using (weighted)
        {
            var sum = Aten.Sum(weighted);
            if (reduction == "sum")
            {
                return sum;
            }

            using (sum)
            using (var total = Aten.Sum(weight))
            {
                return Aten.Div(sum, total);
            }
        }
    }

    private static TorchTensor WeightOf(TorchTensor labels, TorchTensor? drop, TorchTensor? weights, ScalarType type)
    {
        using var flat = Aten.Reshape(labels, -1);
        using var each = weights is null ? TorchTensor.Full(1, type, labels.Device, flat.Shape) : Aten.IndexSelect(weights, 0, flat);
        using var shaped = Aten.Reshape(each, labels.Shape);
        return drop is null ? shaped.Alias() : Aten.MaskedFill(shaped, drop, 0);
    }
}
