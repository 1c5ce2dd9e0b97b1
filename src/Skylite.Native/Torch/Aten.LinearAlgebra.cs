namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpDet = TorchOperator.Find("det");
    private static readonly TorchOperator OpMatMul = TorchOperator.Find("matmul");
    private static readonly TorchOperator OpBmm = TorchOperator.Find("bmm");
    private static readonly TorchOperator OpAddmm = TorchOperator.Find("addmm");
    private static readonly TorchOperator OpLinear = TorchOperator.Find("linear");
    private static readonly TorchOperator OpEinsum = TorchOperator.Find("einsum");

    /// <summary>The matrix product, with broadcasting of leading axes.</summary>
    public static TorchTensor MatMul(TorchTensor a, TorchTensor b) =>
        OpMatMul.Call(a, b);

    /// <summary>The products of two batches of matrices.</summary>
    public static TorchTensor Bmm(TorchTensor a, TorchTensor b) =>
        OpBmm.Call(a, b);

    /// <summary>beta·c + alpha·a·b for matrices.</summary>
    public static TorchTensor Addmm(TorchTensor c, TorchTensor a, TorchTensor b, double beta = 1, double alpha = 1) =>
        OpAddmm.Call(c, a, b, beta, alpha);

    /// <summary>x·weightᵀ + bias; the weight is out×in.</summary>
    public static TorchTensor Linear(TorchTensor x, TorchTensor weight, TorchTensor? bias = null) =>
        OpLinear.Call(x, weight, bias);

    /// <summary>A sum of products in Einstein's notation, for example <c>bchw,oc->bohw</c>.</summary>
    public static TorchTensor Einsum(string equation, params TorchTensor[] tensors) =>
        OpEinsum.Call(equation, TorchValue.Tensors(tensors));

    /// <summary>The determinants of square matrices.</summary>
    public static TorchTensor Det(TorchTensor x) =>
        OpDet.Call(x);
}
