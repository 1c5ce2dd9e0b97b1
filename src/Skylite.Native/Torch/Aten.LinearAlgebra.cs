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
    private static readonly TorchOperator OpSvd = TorchOperator.Find("linalg_svd");
    private static readonly TorchOperator OpEigh = TorchOperator.Find("linalg_eigh");
    private static readonly TorchOperator OpCholesky = TorchOperator.Find("linalg_cholesky");
    private static readonly TorchOperator OpSolve = TorchOperator.Find("linalg_solve");
    private static readonly TorchOperator OpInverse = TorchOperator.Find("linalg_inv");
    private static readonly TorchOperator OpPinvAtolRtolFloat = TorchOperator.Find("linalg_pinv", "atol_rtol_float");
    private static readonly TorchOperator OpCdist = TorchOperator.Find("cdist");

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

    /// <summary>x = U·diag(S)·Vᴴ.</summary>
    public static (TorchTensor U, TorchTensor S, TorchTensor Vh) Svd(TorchTensor x, bool full = false) =>
        OpSvd.CallTriple(x, full);

    /// <summary>Eigenvalues, rising, and eigenvectors of a symmetric matrix.</summary>
    public static (TorchTensor Values, TorchTensor Vectors) Eigh(TorchTensor x) =>
        OpEigh.CallPair(x);

    /// <summary>The lower triangular root of a positive definite matrix.</summary>
    public static TorchTensor Cholesky(TorchTensor x) =>
        OpCholesky.Call(x);

    /// <summary>The solution of a·x = b.</summary>
    public static TorchTensor Solve(TorchTensor a, TorchTensor b) =>
        OpSolve.Call(a, b);

    /// <summary>The inverse of a square matrix.</summary>
    public static TorchTensor Inverse(TorchTensor x) =>
        OpInverse.Call(x);

    /// <summary>The pseudo-inverse; singular values below tolerance times the greatest count as 0.</summary>
    public static TorchTensor Pinv(TorchTensor x, double? tolerance = null) =>
        OpPinvAtolRtolFloat.Call(x, TorchValue.None, tolerance);

    /// <summary>The distance of each row of a to each row of b.</summary>
    public static TorchTensor Cdist(TorchTensor a, TorchTensor b, double p = 2) =>
        OpCdist.Call(a, b, p);

    /// <summary>The determinants of square matrices.</summary>
    public static TorchTensor Det(TorchTensor x) =>
        OpDet.Call(x);
}
