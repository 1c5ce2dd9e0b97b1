namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpEqTensor = TorchOperator.Find("eq", "Tensor");
    private static readonly TorchOperator OpLtTensor = TorchOperator.Find("lt", "Tensor");
    private static readonly TorchOperator OpLeTensor = TorchOperator.Find("le", "Tensor");
    private static readonly TorchOperator OpGtTensor = TorchOperator.Find("gt", "Tensor");
    private static readonly TorchOperator OpGeTensor = TorchOperator.Find("ge", "Tensor");
    private static readonly TorchOperator OpEqScalar = TorchOperator.Find("eq", "Scalar");
    private static readonly TorchOperator OpLtScalar = TorchOperator.Find("lt", "Scalar");
    private static readonly TorchOperator OpLeScalar = TorchOperator.Find("le", "Scalar");
    private static readonly TorchOperator OpGtScalar = TorchOperator.Find("gt", "Scalar");
    private static readonly TorchOperator OpGeScalar = TorchOperator.Find("ge", "Scalar");
    private static readonly TorchOperator OpLogicalAnd = TorchOperator.Find("logical_and");
    private static readonly TorchOperator OpLogicalOr = TorchOperator.Find("logical_or");
    private static readonly TorchOperator OpLogicalXor = TorchOperator.Find("logical_xor");
    private static readonly TorchOperator OpLogicalNot = TorchOperator.Find("logical_not");
    private static readonly TorchOperator OpIsNaN = TorchOperator.Find("isnan");
    private static readonly TorchOperator OpIsInf = TorchOperator.Find("isinf");
    private static readonly TorchOperator OpWhereSelf = TorchOperator.Find("where", "self");

    /// <summary>Whether a = b, with broadcasting.</summary>
    public static TorchTensor Eq(TorchTensor a, TorchTensor b) =>
        OpEqTensor.Call(a, b);

    /// <summary>Whether a &lt; b, with broadcasting.</summary>
    public static TorchTensor Lt(TorchTensor a, TorchTensor b) =>
        OpLtTensor.Call(a, b);

    /// <summary>Whether a ≤ b, with broadcasting.</summary>
    public static TorchTensor Le(TorchTensor a, TorchTensor b) =>
        OpLeTensor.Call(a, b);

    /// <summary>Whether a &gt; b, with broadcasting.</summary>
    public static TorchTensor Gt(TorchTensor a, TorchTensor b) =>
        OpGtTensor.Call(a, b);

    /// <summary>Whether a ≥ b, with broadcasting.</summary>
    public static TorchTensor Ge(TorchTensor a, TorchTensor b) =>
        OpGeTensor.Call(a, b);

    /// <summary>Whether a = b.</summary>
    public static TorchTensor Eq(TorchTensor a, double b) =>
        OpEqScalar.Call(a, b);

    /// <summary>Whether a &lt; b.</summary>
    public static TorchTensor Lt(TorchTensor a, double b) =>
        OpLtScalar.Call(a, b);

    /// <summary>Whether a ≤ b.</summary>
    public static TorchTensor Le(TorchTensor a, double b) =>
        OpLeScalar.Call(a, b);

    /// <summary>Whether a &gt; b.</summary>
    public static TorchTensor Gt(TorchTensor a, double b) =>
        OpGtScalar.Call(a, b);

    /// <summary>Whether a ≥ b.</summary>
    public static TorchTensor Ge(TorchTensor a, double b) =>
        OpGeScalar.Call(a, b);

    /// <summary>Whether both are not 0.</summary>
    public static TorchTensor LogicalAnd(TorchTensor a, TorchTensor b) =>
        OpLogicalAnd.Call(a, b);

    /// <summary>Whether one of them is not 0.</summary>
    public static TorchTensor LogicalOr(TorchTensor a, TorchTensor b) =>
        OpLogicalOr.Call(a, b);

    /// <summary>Whether exactly one of them is not 0.</summary>
    public static TorchTensor LogicalXor(TorchTensor a, TorchTensor b) =>
        OpLogicalXor.Call(a, b);

    /// <summary>Whether x is 0.</summary>
    public static TorchTensor LogicalNot(TorchTensor x) =>
        OpLogicalNot.Call(x);

    /// <summary>Whether x is not a number.</summary>
    public static TorchTensor IsNaN(TorchTensor x) =>
        OpIsNaN.Call(x);

    /// <summary>Whether x is infinite.</summary>
    public static TorchTensor IsInf(TorchTensor x) =>
        OpIsInf.Call(x);

    /// <summary>a where the condition holds, b elsewhere, with broadcasting.</summary>
    public static TorchTensor Where(TorchTensor condition, TorchTensor a, TorchTensor b) =>
        OpWhereSelf.Call(condition, a, b);
}
