namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private const long IgnoredLabel = -100;

    private static readonly TorchOperator OpCrossEntropyLoss = TorchOperator.Find("cross_entropy_loss");
    private static readonly TorchOperator OpKlDiv = TorchOperator.Find("kl_div");

    /// <summary>Cross-entropy of N×C×… logits with class numbers (N×…, −100 is ignored) or with class probabilities (N×C×…).</summary>
    public static TorchTensor CrossEntropyLoss(
        TorchTensor logits, TorchTensor target, TorchTensor? classWeight = null, TorchReduction reduction = TorchReduction.Mean, double labelSmoothing = 0) =>
        OpCrossEntropyLoss.Call(logits, target, classWeight, (long)reduction, IgnoredLabel, labelSmoothing);

    /// <summary>The Kullback-Leibler divergence of the target from the prediction; <c>Mean</c> divides by all elements, not by the batch.</summary>
    public static TorchTensor KlDiv(TorchTensor logProbabilities, TorchTensor target, TorchReduction reduction = TorchReduction.Mean, bool logTarget = false) =>
        OpKlDiv.Call(logProbabilities, target, (long)reduction, logTarget);
}
