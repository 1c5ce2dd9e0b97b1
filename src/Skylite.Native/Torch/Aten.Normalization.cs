namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpBatchNorm = TorchOperator.Find("batch_norm");
    private static readonly TorchOperator OpLayerNorm = TorchOperator.Find("layer_norm");
    private static readonly TorchOperator OpInstanceNorm = TorchOperator.Find("instance_norm");

    /// <summary>
    /// Batch normalisation of N×C×…. In training it uses the batch's statistics and moves the running ones by the momentum
    /// (0.1: a tenth of the new); otherwise it uses the running ones.
    /// </summary>
    public static TorchTensor BatchNorm(TorchTensor x, BatchNormParameters parameters, bool training, double momentum = 0.1, double epsilon = 1e-5) =>
        OpBatchNorm.Call(
            x, parameters.Weight, parameters.Bias, parameters.Mean, parameters.Variance, training, momentum, epsilon, x.Device.Type == 1);

    /// <summary>Normalisation over the trailing axes of the given sizes.</summary>
    public static TorchTensor LayerNorm(TorchTensor x, ReadOnlySpan<long> shape, TorchTensor? weight, TorchTensor? bias, double epsilon = 1e-5) =>
        OpLayerNorm.Call(x, shape, weight, bias, epsilon);

    /// <summary>Normalisation of N×C×… over each sample's channels.</summary>
    public static TorchTensor InstanceNorm(TorchTensor x, TorchTensor? weight, TorchTensor? bias, double epsilon = 1e-5) =>
        OpInstanceNorm.Call(x, weight, bias, TorchValue.None, TorchValue.None, true, 0.0, epsilon, false);
}
