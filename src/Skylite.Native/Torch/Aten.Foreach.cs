namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpForeachNormScalar = TorchOperator.Find("_foreach_norm", "Scalar");
    private static readonly TorchOperator OpForeachAddInPlaceList = TorchOperator.Find("_foreach_add_", "List");
    private static readonly TorchOperator OpForeachMulInPlaceScalar = TorchOperator.Find("_foreach_mul_", "Scalar");

    /// <summary>The vector norm of each.</summary>
    public static TorchTensor[] ForeachNorm(IReadOnlyList<TorchTensor> x, double order = 2) =>
        OpForeachNormScalar.CallMany(TorchValue.Tensors(x), order);

    /// <summary>x ← x + alpha·b for each pair.</summary>
    public static void ForeachAddInPlace(IReadOnlyList<TorchTensor> x, IReadOnlyList<TorchTensor> b, double alpha = 1) =>
        OpForeachAddInPlaceList.CallInPlace(TorchValue.Tensors(x), TorchValue.Tensors(b), alpha);

    /// <summary>x ← x · b for each.</summary>
    public static void ForeachMulInPlace(IReadOnlyList<TorchTensor> x, double b) =>
        OpForeachMulInPlaceScalar.CallInPlace(TorchValue.Tensors(x), b);
}
