namespace Skylite.Native.Torch;

/// <summary>Activations that the shim adds to libtorch's operators.</summary>
public static class Activations
{
    private static readonly TorchOperator OpClip = TorchOperator.Find("skylite::clip");

    /// <summary>min(max(x, low), high), with a gradient in 16 bits too; it is 0 at the bounds and beyond.</summary>
    /// <param name="x">A tensor of floating-point numbers.</param>
    /// <param name="low">Lower bound; may be −∞.</param>
    /// <param name="high">Upper bound; may be ∞.</param>
    public static TorchTensor Clip(TorchTensor x, double low, double high) => OpClip.Call(x, low, high);
}
