namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpCopyInPlace = TorchOperator.Find("copy_");
    private static readonly TorchOperator OpZeroInPlace = TorchOperator.Find("zero_");
    private static readonly TorchOperator OpFillInPlaceScalar = TorchOperator.Find("fill_", "Scalar");
    private static readonly TorchOperator OpAddInPlaceTensor = TorchOperator.Find("add_", "Tensor");
    private static readonly TorchOperator OpDivInPlaceScalar = TorchOperator.Find("div_", "Scalar");
    private static readonly TorchOperator OpAddcmulInPlace = TorchOperator.Find("addcmul_");
    private static readonly TorchOperator OpReluInPlace = TorchOperator.Find("relu_");

    /// <summary>Overwrites x with the source, broadcast and converted.</summary>
    public static void CopyInPlace(TorchTensor x, TorchTensor source) =>
        OpCopyInPlace.CallInPlace(x, source);

    /// <summary>Sets every element to 0.</summary>
    public static void ZeroInPlace(TorchTensor x) =>
        OpZeroInPlace.CallInPlace(x);

    /// <summary>Sets every element to a value.</summary>
    public static void FillInPlace(TorchTensor x, double value) =>
        OpFillInPlaceScalar.CallInPlace(x, value);

    /// <summary>x ← x + alpha·b.</summary>
    public static void AddInPlace(TorchTensor x, TorchTensor b, double alpha = 1) =>
        OpAddInPlaceTensor.CallInPlace(x, b, alpha == 1 ? TorchValue.Default : alpha);

    /// <summary>x ← x ÷ b.</summary>
    public static void DivInPlace(TorchTensor x, double b) =>
        OpDivInPlaceScalar.CallInPlace(x, b);

    /// <summary>x ← x + value·a·b.</summary>
    public static void AddcmulInPlace(TorchTensor x, TorchTensor a, TorchTensor b, double value = 1) =>
        OpAddcmulInPlace.CallInPlace(x, a, b, value);

    /// <summary>x ← max(x, 0).</summary>
    public static void ReluInPlace(TorchTensor x) =>
        OpReluInPlace.CallInPlace(x);
}
