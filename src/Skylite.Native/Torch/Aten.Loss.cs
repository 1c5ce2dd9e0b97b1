namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private const long IgnoredLabel = -100;

    private static readonly TorchOperator OpCrossEntropyLoss = TorchOperator.Find("cross_entropy_loss");
    private static readonly TorchOperator OpNllLoss = TorchOperator.Find("nll_loss_nd");
    private static readonly TorchOperator OpKlDiv = TorchOperator.Find("kl_div");
    private static readonly TorchOperator OpMseLoss = TorchOperator.Find("mse_loss");
    private static readonly TorchOperator OpL1Loss = TorchOperator.Find("l1_loss");
    private static readonly TorchOperator OpSmoothL1Loss = TorchOperator.Find("smooth_l1_loss");
    private static readonly TorchOperator OpBinaryCrossEntropyWithLogits = TorchOperator.Find("binary_cross_entropy_with_logits");
    private static readonly TorchOperator OpBinaryCrossEntropy = TorchOperator.Find("binary_cross_entropy");
    private static readonly TorchOperator OpCosineSimilarity = TorchOperator.Find("cosine_similarity");

    /// <summary>Cross-entropy of N×C×… logits with class numbers (N×…, −100 is ignored) or with class probabilities (N×C×…).</summary>
    public static TorchTensor CrossEntropyLoss(
        TorchTensor logits, TorchTensor target, TorchTensor? classWeight = null, TorchReduction reduction = TorchReduction.Mean, double labelSmoothing = 0) =>
        OpCrossEntropyLoss.Call(logits, target, classWeight, (long)reduction, IgnoredLabel, labelSmoothing);

    /// <summary>The negative log-likelihood of class numbers; −100 is ignored.</summary>
    public static TorchTensor NllLoss(
        TorchTensor logProbabilities, TorchTensor target, TorchTensor? classWeight = null, TorchReduction reduction = TorchReduction.Mean) =>
        OpNllLoss.Call(logProbabilities, target, classWeight, (long)reduction);

    /// <summary>The Kullback-Leibler divergence of the target from the prediction; <c>Mean</c> divides by all elements, not by the batch.</summary>
    public static TorchTensor KlDiv(TorchTensor logProbabilities, TorchTensor target, TorchReduction reduction = TorchReduction.Mean, bool logTarget = false) =>
        OpKlDiv.Call(logProbabilities, target, (long)reduction, logTarget);

    /// <summary>The squared difference.</summary>
    public static TorchTensor MseLoss(TorchTensor x, TorchTensor target, TorchReduction reduction = TorchReduction.Mean) =>
        OpMseLoss.Call(x, target, (long)reduction);

    /// <summary>The absolute difference.</summary>
    public static TorchTensor L1Loss(TorchTensor x, TorchTensor target, TorchReduction reduction = TorchReduction.Mean) =>
        OpL1Loss.Call(x, target, (long)reduction);

    /// <summary>The squared difference below beta, the absolute one above.</summary>
    public static TorchTensor SmoothL1Loss(TorchTensor x, TorchTensor target, TorchReduction reduction = TorchReduction.Mean, double beta = 1) =>
        OpSmoothL1Loss.Call(x, target, (long)reduction, beta);

    /// <summary>Binary cross-entropy of logits with probabilities of the same shape.</summary>
    public static TorchTensor BinaryCrossEntropyWithLogits(
        TorchTensor logits, TorchTensor target, TorchTensor? weight = null, TorchTensor? positiveWeight = null,
        TorchReduction reduction = TorchReduction.Mean) =>
        OpBinaryCrossEntropyWithLogits.Call(logits, target, weight, positiveWeight, (long)reduction);

    /// <summary>Binary cross-entropy of probabilities with probabilities of the same shape.</summary>
    public static TorchTensor BinaryCrossEntropy(
        TorchTensor probabilities, TorchTensor target, TorchTensor? weight = null, TorchReduction reduction = TorchReduction.Mean) =>
        OpBinaryCrossEntropy.Call(probabilities, target, weight, (long)reduction);

    /// <summary>The cosine of the angle between vectors along an axis.</summary>
    public static TorchTensor CosineSimilarity(TorchTensor a, TorchTensor b, long axis = 1, double epsilon = 1e-8) =>
        OpCosineSimilarity.Call(a, b, axis, epsilon);
}
