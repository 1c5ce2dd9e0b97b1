namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpDropout = TorchOperator.Find("dropout");
    private static readonly TorchOperator OpFeatureDropout = TorchOperator.Find("feature_dropout");
    private static readonly TorchOperator OpBernoulli = TorchOperator.Find("bernoulli");

    /// <summary>Elements set to 0 with probability p, the others divided by 1 − p; x itself outside of training.</summary>
    public static TorchTensor Dropout(TorchTensor x, double p, bool training) =>
        OpDropout.Call(x, p, training);

    /// <summary>Whole channels set to 0 with probability p; x itself outside of training.</summary>
    public static TorchTensor FeatureDropout(TorchTensor x, double p, bool training) =>
        OpFeatureDropout.Call(x, p, training);

    /// <summary>1 with the given probabilities, 0 otherwise.</summary>
    public static TorchTensor Bernoulli(TorchTensor probabilities) =>
        OpBernoulli.Call(probabilities);
}
