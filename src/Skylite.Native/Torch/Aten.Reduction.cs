namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpSum = TorchOperator.Find("sum");
    private static readonly TorchOperator OpSumDimIntlist = TorchOperator.Find("sum", "dim_IntList");
    private static readonly TorchOperator OpMean = TorchOperator.Find("mean");
    private static readonly TorchOperator OpMeanDim = TorchOperator.Find("mean", "dim");
    private static readonly TorchOperator OpAmax = TorchOperator.Find("amax");
    private static readonly TorchOperator OpAmin = TorchOperator.Find("amin");
    private static readonly TorchOperator OpProdDimInt = TorchOperator.Find("prod", "dim_int");
    private static readonly TorchOperator OpArgmax = TorchOperator.Find("argmax");
    private static readonly TorchOperator OpArgmin = TorchOperator.Find("argmin");
    private static readonly TorchOperator OpTopK = TorchOperator.Find("topk");
    private static readonly TorchOperator OpSort = TorchOperator.Find("sort");
    private static readonly TorchOperator OpCumSum = TorchOperator.Find("cumsum");
    private static readonly TorchOperator OpLogSumExp = TorchOperator.Find("logsumexp");
    private static readonly TorchOperator OpVarCorrection = TorchOperator.Find("var", "correction");
    private static readonly TorchOperator OpNorm = TorchOperator.Find("linalg_vector_norm");
    private static readonly TorchOperator OpItem = TorchOperator.Find("item");

    /// <summary>The sum of all elements.</summary>
    public static TorchTensor Sum(TorchTensor x) =>
        OpSum.Call(x);

    /// <summary>The sum along axes.</summary>
    public static TorchTensor Sum(TorchTensor x, ReadOnlySpan<long> axes, bool keep = false) =>
        OpSumDimIntlist.Call(x, axes, keep);

    /// <summary>The mean of all elements.</summary>
    public static TorchTensor Mean(TorchTensor x) =>
        OpMean.Call(x);

    /// <summary>The mean along axes.</summary>
    public static TorchTensor Mean(TorchTensor x, ReadOnlySpan<long> axes, bool keep = false) =>
        OpMeanDim.Call(x, axes, keep);

    /// <summary>The greatest along axes, or of all.</summary>
    public static TorchTensor Amax(TorchTensor x, ReadOnlySpan<long> axes = default, bool keep = false) =>
        OpAmax.Call(x, axes, keep);

    /// <summary>The least along axes, or of all.</summary>
    public static TorchTensor Amin(TorchTensor x, ReadOnlySpan<long> axes = default, bool keep = false) =>
        OpAmin.Call(x, axes, keep);

    /// <summary>The product along an axis.</summary>
    public static TorchTensor Prod(TorchTensor x, long axis, bool keep = false) =>
        OpProdDimInt.Call(x, axis, keep);

    /// <summary>The index of the greatest along an axis, or of all; the first of equal ones.</summary>
    public static TorchTensor Argmax(TorchTensor x, long? axis = null, bool keep = false) =>
        OpArgmax.Call(x, axis, keep);

    /// <summary>The index of the least along an axis, or of all.</summary>
    public static TorchTensor Argmin(TorchTensor x, long? axis = null, bool keep = false) =>
        OpArgmin.Call(x, axis, keep);

    /// <summary>The k greatest (or least) along an axis, and where they are.</summary>
    public static (TorchTensor Values, TorchTensor Indices) TopK(TorchTensor x, long k, long axis = -1, bool largest = true, bool sorted = true) =>
        OpTopK.CallPair(x, k, axis, largest, sorted);

    /// <summary>The elements in order along an axis, and where they were.</summary>
    public static (TorchTensor Values, TorchTensor Indices) Sort(TorchTensor x, long axis = -1, bool descending = false) =>
        OpSort.CallPair(x, axis, descending);

    /// <summary>Running sums along an axis.</summary>
    public static TorchTensor CumSum(TorchTensor x, long axis) =>
        OpCumSum.Call(x, axis);

    /// <summary>log Σ exp(x) along axes.</summary>
    public static TorchTensor LogSumExp(TorchTensor x, ReadOnlySpan<long> axes, bool keep = false) =>
        OpLogSumExp.Call(x, axes, keep);

    /// <summary>The variance along axes, or of all; the divisor is the count minus the correction.</summary>
    public static TorchTensor Var(TorchTensor x, ReadOnlySpan<long> axes, long correction = 1, bool keep = false) =>
        OpVarCorrection.Call(x, TorchValue.NoneIfEmpty(axes), correction, keep);

    /// <summary>The vector norm along axes, or of all elements.</summary>
    public static TorchTensor Norm(TorchTensor x, double order = 2, ReadOnlySpan<long> axes = default, bool keep = false) =>
        OpNorm.Call(x, order, TorchValue.NoneIfEmpty(axes), keep);

    /// <summary>The only element.</summary>
    public static double Item(TorchTensor x) =>
        OpItem.CallNumber(x);
}
