namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpDropout = TorchOperator.Find("dropout");
    private static readonly TorchOperator OpFeatureDropout = TorchOperator.Find("feature_dropout");
    private static readonly TorchOperator OpBernoulli = TorchOperator.Find("bernoulli");
    private static readonly TorchOperator OpMultinomial = TorchOperator.Find("multinomial");
    private static readonly TorchOperator OpRandPerm = TorchOperator.Find("randperm");
    private static readonly TorchOperator OpUniformInPlace = TorchOperator.Find("uniform_");
    private static readonly TorchOperator OpNormalInPlace = TorchOperator.Find("normal_");

    /// <summary>Elements set to 0 with probability p, the others divided by 1 − p; x itself outside of training.</summary>
    public static TorchTensor Dropout(TorchTensor x, double p, bool training) =>
        OpDropout.Call(x, p, training);

    /// <summary>Whole channels set to 0 with probability p; x itself outside of training.</summary>
    public static TorchTensor FeatureDropout(TorchTensor x, double p, bool training) =>
        OpFeatureDropout.Call(x, p, training);

    /// <summary>1 with the given probabilities, 0 otherwise.</summary>
    public static TorchTensor Bernoulli(TorchTensor probabilities) =>
        OpBernoulli.Call(probabilities);

    /// <summary>Indices drawn by their weights along the last axis.</summary>
    public static TorchTensor Multinomial(TorchTensor weights, long count, bool replacement = false) =>
        OpMultinomial.Call(weights, count, replacement);

    /// <summary>The numbers from 0 to count − 1 in random order, int64.</summary>
    public static TorchTensor RandPerm(long count) =>
        OpRandPerm.Call(count);

    /// <summary>Fills with numbers drawn evenly from [low, high).</summary>
    public static void UniformInPlace(TorchTensor x, double low = 0, double high = 1) =>
        OpUniformInPlace.CallInPlace(x, low, high);

    /// <summary>Fills with normally distributed numbers.</summary>
    public static void NormalInPlace(TorchTensor x, double mean = 0, double deviation = 1) =>
        OpNormalInPlace.CallInPlace(x, mean, deviation);

    /// <summary>A float32 tensor on the CPU with numbers drawn evenly from [0, 1).</summary>
    public static TorchTensor Rand(params ReadOnlySpan<long> shape)
    {
        var x = TorchTensor.Empty(ScalarType.Float32, TorchDevice.Cpu, shape);
        UniformInPlace(x);
        return x;
    }

    /// <summary>A float32 tensor on the CPU with standard normal numbers.</summary>
    public static TorchTensor Randn(params ReadOnlySpan<long> shape)
    {
        var x = TorchTensor.Empty(ScalarType.Float32, TorchDevice.Cpu, shape);
        NormalInPlace(x);
        return x;
    }
}
