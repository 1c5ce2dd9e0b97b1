namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpFakeQuantizePerTensor = TorchOperator.Find("fake_quantize_per_tensor_affine");
    private static readonly TorchOperator OpFakeQuantizePerChannel = TorchOperator.Find("fake_quantize_per_channel_affine");

    /// <summary>Rounds x to scale·(q − zeroPoint) with q in [low, high]; the gradient passes inside the range.</summary>
    public static TorchTensor FakeQuantizePerTensor(TorchTensor x, double scale, long zeroPoint, long low, long high) =>
        OpFakeQuantizePerTensor.Call(x, scale, zeroPoint, low, high);

    /// <summary>As per tensor, with one scale (float32) and zero point (int32) for each entry of an axis.</summary>
    public static TorchTensor FakeQuantizePerChannel(TorchTensor x, TorchTensor scale, TorchTensor zeroPoint, long axis, long low, long high) =>
        OpFakeQuantizePerChannel.Call(x, scale, zeroPoint, axis, low, high);
}
