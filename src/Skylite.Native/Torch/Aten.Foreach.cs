namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpForeachAddList = TorchOperator.Find("_foreach_add", "List");
    private static readonly TorchOperator OpForeachMulScalar = TorchOperator.Find("_foreach_mul", "Scalar");
    private static readonly TorchOperator OpForeachMulList = TorchOperator.Find("_foreach_mul", "List");
    private static readonly TorchOperator OpForeachDivList = TorchOperator.Find("_foreach_div", "List");
    private static readonly TorchOperator OpForeachNormScalar = TorchOperator.Find("_foreach_norm", "Scalar");
    private static readonly TorchOperator OpForeachZeroInPlace = TorchOperator.Find("_foreach_zero_");
    private static readonly TorchOperator OpForeachAddInPlaceList = TorchOperator.Find("_foreach_add_", "List");
    private static readonly TorchOperator OpForeachAddInPlaceScalar = TorchOperator.Find("_foreach_add_", "Scalar");
    private static readonly TorchOperator OpForeachSubInPlaceList = TorchOperator.Find("_foreach_sub_", "List");
    private static readonly TorchOperator OpForeachMulInPlaceScalar = TorchOperator.Find("_foreach_mul_", "Scalar");
    private static readonly TorchOperator OpForeachMulInPlaceList = TorchOperator.Find("_foreach_mul_", "List");
    private static readonly TorchOperator OpForeachDivInPlaceScalar = TorchOperator.Find("_foreach_div_", "Scalar");
    private static readonly TorchOperator OpForeachDivInPlaceList = TorchOperator.Find("_foreach_div_", "List");
    private static readonly TorchOperator OpForeachSqrtInPlace = TorchOperator.Find("_foreach_sqrt_");
    private static readonly TorchOperator OpForeachNegInPlace = TorchOperator.Find("_foreach_neg_");
    private static readonly TorchOperator OpForeachAddcmulInPlaceScalar = TorchOperator.Find("_foreach_addcmul_", "Scalar");
    private static readonly TorchOperator OpForeachAddcdivInPlaceScalar = TorchOperator.Find("_foreach_addcdiv_", "Scalar");

    /// <summary>a + alpha·b for each pair.</summary>
    public static TorchTensor[] ForeachAdd(IReadOnlyList<TorchTensor> a, IReadOnlyList<TorchTensor> b, double alpha = 1) =>
        OpForeachAddList.CallMany(TorchValue.Tensors(a), TorchValue.Tensors(b), alpha);

    /// <summary>a · b for each.</summary>
    public static TorchTensor[] ForeachMul(IReadOnlyList<TorchTensor> a, double b) =>
        OpForeachMulScalar.CallMany(TorchValue.Tensors(a), b);

    /// <summary>a · b for each pair.</summary>
    public static TorchTensor[] ForeachMul(IReadOnlyList<TorchTensor> a, IReadOnlyList<TorchTensor> b) =>
        OpForeachMulList.CallMany(TorchValue.Tensors(a), TorchValue.Tensors(b));

    /// <summary>a ÷ b for each pair.</summary>
    public static TorchTensor[] ForeachDiv(IReadOnlyList<TorchTensor> a, IReadOnlyList<TorchTensor> b) =>
        OpForeachDivList.CallMany(TorchValue.Tensors(a), TorchValue.Tensors(b));

    /// <summary>The vector norm of each.</summary>
    public static TorchTensor[] ForeachNorm(IReadOnlyList<TorchTensor> x, double order = 2) =>
        OpForeachNormScalar.CallMany(TorchValue.Tensors(x), order);

    /// <summary>Sets each to 0.</summary>
    public static void ForeachZeroInPlace(IReadOnlyList<TorchTensor> x) =>
        OpForeachZeroInPlace.CallInPlace(TorchValue.Tensors(x));

    /// <summary>x ← x + alpha·b for each pair.</summary>
    public static void ForeachAddInPlace(IReadOnlyList<TorchTensor> x, IReadOnlyList<TorchTensor> b, double alpha = 1) =>
        OpForeachAddInPlaceList.CallInPlace(TorchValue.Tensors(x), TorchValue.Tensors(b), alpha);

    /// <summary>x ← x + b for each.</summary>
    public static void ForeachAddInPlace(IReadOnlyList<TorchTensor> x, double b) =>
        OpForeachAddInPlaceScalar.CallInPlace(TorchValue.Tensors(x), b);

    /// <summary>x ← x − alpha·b for each pair.</summary>
    public static void ForeachSubInPlace(IReadOnlyList<TorchTensor> x, IReadOnlyList<TorchTensor> b, double alpha = 1) =>
        OpForeachSubInPlaceList.CallInPlace(TorchValue.Tensors(x), TorchValue.Tensors(b), alpha);

    /// <summary>x ← x · b for each.</summary>
    public static void ForeachMulInPlace(IReadOnlyList<TorchTensor> x, double b) =>
        OpForeachMulInPlaceScalar.CallInPlace(TorchValue.Tensors(x), b);

    /// <summary>x ← x · b for each pair.</summary>
    public static void ForeachMulInPlace(IReadOnlyList<TorchTensor> x, IReadOnlyList<TorchTensor> b) =>
        OpForeachMulInPlaceList.CallInPlace(TorchValue.Tensors(x), TorchValue.Tensors(b));

    /// <summary>x ← x ÷ b for each.</summary>
    public static void ForeachDivInPlace(IReadOnlyList<TorchTensor> x, double b) =>
        OpForeachDivInPlaceScalar.CallInPlace(TorchValue.Tensors(x), b);

    /// <summary>x ← x ÷ b for each pair.</summary>
    public static void ForeachDivInPlace(IReadOnlyList<TorchTensor> x, IReadOnlyList<TorchTensor> b) =>
        OpForeachDivInPlaceList.CallInPlace(TorchValue.Tensors(x), TorchValue.Tensors(b));

    /// <summary>x ← √x for each.</summary>
    public static void ForeachSqrtInPlace(IReadOnlyList<TorchTensor> x) =>
        OpForeachSqrtInPlace.CallInPlace(TorchValue.Tensors(x));

    /// <summary>x ← −x for each.</summary>
    public static void ForeachNegInPlace(IReadOnlyList<TorchTensor> x) =>
        OpForeachNegInPlace.CallInPlace(TorchValue.Tensors(x));

    /// <summary>x ← x + value·a·b for each triple.</summary>
    public static void ForeachAddcmulInPlace(IReadOnlyList<TorchTensor> x, IReadOnlyList<TorchTensor> a, IReadOnlyList<TorchTensor> b, double value = 1) =>
        OpForeachAddcmulInPlaceScalar.CallInPlace(TorchValue.Tensors(x), TorchValue.Tensors(a), TorchValue.Tensors(b), value);

    /// <summary>x ← x + value·a÷b for each triple.</summary>
    public static void ForeachAddcdivInPlace(IReadOnlyList<TorchTensor> x, IReadOnlyList<TorchTensor> a, IReadOnlyList<TorchTensor> b, double value = 1) =>
        OpForeachAddcdivInPlaceScalar.CallInPlace(TorchValue.Tensors(x), TorchValue.Tensors(a), TorchValue.Tensors(b), value);
}
