namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpFakeQuantizePerTensor = TorchOperator.Find("fake_quantize_per_tensor_affine");
    private static readonly TorchOperator OpFakeQuantizePerTensorTensorQparams = TorchOperator.Find("fake_quantize_per_tensor_affine", "tensor_qparams");
    private static readonly TorchOperator OpFakeQuantizePerChannel = TorchOperator.Find("fake_quantize_per_channel_affine");
    private static readonly TorchOperator OpFakeQuantizeLearnablePerTensor = TorchOperator.Find("_fake_quantize_learnable_per_tensor_affine");

    /// <summary>Rounds x to scale·(q − zeroPoint) with q in [low, high]; the gradient passes inside the range.</summary>
    public static TorchTensor FakeQuantizePerTensor(TorchTensor x, double scale, long zeroPoint, long low, long high) =>
        OpFakeQuantizePerTensor.Call(x, scale, zeroPoint, low, high);

    /// <summary>As with numbers, but scale (float32) and zero point (int32) are tensors of one element.</summary>
    public static TorchTensor FakeQuantizePerTensor(TorchTensor x, TorchTensor scale, TorchTensor zeroPoint, long low, long high) =>
        OpFakeQuantizePerTensorTensorQparams.Call(x, scale, zeroPoint, low, high);

    /// <summary>As per tensor, with one scale (float32) and zero point (int32) for each entry of an axis.</summary>
    public static TorchTensor FakeQuantizePerChannel(TorchTensor x, TorchTensor scale, TorchTensor zeroPoint, long axis, long low, long high) =>
        OpFakeQuantizePerChannel.Call(x, scale, zeroPoint, axis, low, high);

    /// <summary>As per tensor, with gradients for scale and zero point, both float32 (Esser et al. 2020, LSQ).</summary>
    public static TorchTensor FakeQuantizeLearnablePerTensor(
        TorchTensor x, TorchTensor scale, TorchTensor zeroPoint, long low, long high, double gradientFactor = 1) =>
        OpFakeQuantizeLearnablePerTensor.Call(x, scale, zeroPoint, low, high, gradientFactor);
}
