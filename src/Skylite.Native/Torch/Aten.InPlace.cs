namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpCopyInPlace = TorchOperator.Find("copy_");
    private static readonly TorchOperator OpZeroInPlace = TorchOperator.Find("zero_");
    private static readonly TorchOperator OpFillInPlaceScalar = TorchOperator.Find("fill_", "Scalar");
    private static readonly TorchOperator OpAddInPlaceTensor = TorchOperator.Find("add_", "Tensor");
    private static readonly TorchOperator OpAddInPlaceScalar = TorchOperator.Find("add_", "Scalar");
    private static readonly TorchOperator OpSubInPlaceTensor = TorchOperator.Find("sub_", "Tensor");
    private static readonly TorchOperator OpMulInPlaceTensor = TorchOperator.Find("mul_", "Tensor");
    private static readonly TorchOperator OpMulInPlaceScalar = TorchOperator.Find("mul_", "Scalar");
    private static readonly TorchOperator OpDivInPlaceTensor = TorchOperator.Find("div_", "Tensor");
    private static readonly TorchOperator OpDivInPlaceScalar = TorchOperator.Find("div_", "Scalar");
    private static readonly TorchOperator OpAddcmulInPlace = TorchOperator.Find("addcmul_");
    private static readonly TorchOperator OpAddcdivInPlace = TorchOperator.Find("addcdiv_");
    private static readonly TorchOperator OpLerpInPlaceScalar = TorchOperator.Find("lerp_", "Scalar");
    private static readonly TorchOperator OpClampInPlace = TorchOperator.Find("clamp_");
    private static readonly TorchOperator OpReluInPlace = TorchOperator.Find("relu_");
    private static readonly TorchOperator OpMaskedFillInPlaceScalar = TorchOperator.Find("masked_fill_", "Scalar");
    private static readonly TorchOperator OpIndexPutInPlace = TorchOperator.Find("index_put_");
    private static readonly TorchOperator OpIndexFillInPlaceIntScalar = TorchOperator.Find("index_fill_", "int_Scalar");

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

    /// <summary>x ← x + b.</summary>
    public static void AddInPlace(TorchTensor x, double b) =>
        OpAddInPlaceScalar.CallInPlace(x, b);

    /// <summary>x ← x − alpha·b.</summary>
    public static void SubInPlace(TorchTensor x, TorchTensor b, double alpha = 1) =>
        OpSubInPlaceTensor.CallInPlace(x, b, alpha == 1 ? TorchValue.Default : alpha);

    /// <summary>x ← x · b.</summary>
    public static void MulInPlace(TorchTensor x, TorchTensor b) =>
        OpMulInPlaceTensor.CallInPlace(x, b);

    /// <summary>x ← x · b.</summary>
    public static void MulInPlace(TorchTensor x, double b) =>
        OpMulInPlaceScalar.CallInPlace(x, b);

    /// <summary>x ← x ÷ b.</summary>
    public static void DivInPlace(TorchTensor x, TorchTensor b) =>
        OpDivInPlaceTensor.CallInPlace(x, b);

    /// <summary>x ← x ÷ b.</summary>
    public static void DivInPlace(TorchTensor x, double b) =>
        OpDivInPlaceScalar.CallInPlace(x, b);

    /// <summary>x ← x + value·a·b.</summary>
    public static void AddcmulInPlace(TorchTensor x, TorchTensor a, TorchTensor b, double value = 1) =>
        OpAddcmulInPlace.CallInPlace(x, a, b, value);

    /// <summary>x ← x + value·a÷b.</summary>
    public static void AddcdivInPlace(TorchTensor x, TorchTensor a, TorchTensor b, double value = 1) =>
        OpAddcdivInPlace.CallInPlace(x, a, b, value);

    /// <summary>x ← x + weight·(end − x).</summary>
    public static void LerpInPlace(TorchTensor x, TorchTensor end, double weight) =>
        OpLerpInPlaceScalar.CallInPlace(x, end, weight);

    /// <summary>Cuts x to [low, high].</summary>
    public static void ClampInPlace(TorchTensor x, double? low, double? high = null) =>
        OpClampInPlace.CallInPlace(x, low, high);

    /// <summary>x ← max(x, 0).</summary>
    public static void ReluInPlace(TorchTensor x) =>
        OpReluInPlace.CallInPlace(x);

    /// <summary>Sets the elements where the mask holds.</summary>
    public static void MaskedFillInPlace(TorchTensor x, TorchTensor mask, double value) =>
        OpMaskedFillInPlaceScalar.CallInPlace(x, mask, value);

    /// <summary>Sets the elements at the indexed places, or adds to them.</summary>
    public static void IndexPutInPlace(TorchTensor x, IReadOnlyList<TorchTensor?> indices, TorchTensor values, bool accumulate = false) =>
        OpIndexPutInPlace.CallInPlace(x, TorchValue.Tensors(indices), values, accumulate);

    /// <summary>Sets the named entries of an axis.</summary>
    public static void IndexFillInPlace(TorchTensor x, long axis, TorchTensor index, double value) =>
        OpIndexFillInPlaceIntScalar.CallInPlace(x, axis, index, value);
}
