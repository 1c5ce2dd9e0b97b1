namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpBitwiseAndScalar = TorchOperator.Find("bitwise_and", "Scalar");
    private static readonly TorchOperator OpBitwiseAnd = TorchOperator.Find("bitwise_and", "Tensor");
    private static readonly TorchOperator OpBitwiseOr = TorchOperator.Find("bitwise_or", "Tensor");
    private static readonly TorchOperator OpBitwiseXor = TorchOperator.Find("bitwise_xor", "Tensor");
    private static readonly TorchOperator OpBitwiseNot = TorchOperator.Find("bitwise_not");
    private static readonly TorchOperator OpBitwiseLeftShift = TorchOperator.Find("bitwise_left_shift", "Tensor");
    private static readonly TorchOperator OpBitwiseRightShift = TorchOperator.Find("bitwise_right_shift", "Tensor");

    /// <summary>The bits that integers share with one number.</summary>
    public static TorchTensor BitwiseAnd(TorchTensor x, long bits) =>
        OpBitwiseAndScalar.Call(x, bits);

    /// <summary>The bits that both have, with broadcasting.</summary>
    public static TorchTensor BitwiseAnd(TorchTensor a, TorchTensor b) =>
        OpBitwiseAnd.Call(a, b);

    /// <summary>The bits that one of them has, with broadcasting.</summary>
    public static TorchTensor BitwiseOr(TorchTensor a, TorchTensor b) =>
        OpBitwiseOr.Call(a, b);

    /// <summary>The bits that exactly one of them has, with broadcasting.</summary>
    public static TorchTensor BitwiseXor(TorchTensor a, TorchTensor b) =>
        OpBitwiseXor.Call(a, b);

    /// <summary>The bits that x has not.</summary>
    public static TorchTensor BitwiseNot(TorchTensor x) =>
        OpBitwiseNot.Call(x);

    /// <summary>The bits of a, moved up by b places.</summary>
    public static TorchTensor BitwiseLeftShift(TorchTensor a, TorchTensor b) =>
        OpBitwiseLeftShift.Call(a, b);

    /// <summary>The bits of a, moved down by b places; the sign stays.</summary>
    public static TorchTensor BitwiseRightShift(TorchTensor a, TorchTensor b) =>
        OpBitwiseRightShift.Call(a, b);
}
