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
    private static readonly TorchOperator OpProd = TorchOperator.Find("prod");
    private static readonly TorchOperator OpProdDimInt = TorchOperator.Find("prod", "dim_int");
    private static readonly TorchOperator OpArgmax = TorchOperator.Find("argmax");
    private static readonly TorchOperator OpArgmin = TorchOperator.Find("argmin");
    private static readonly TorchOperator OpMaxDim = TorchOperator.Find("max", "dim");
    private static readonly TorchOperator OpMinDim = TorchOperator.Find("min", "dim");
    private static readonly TorchOperator OpMedianDim = TorchOperator.Find("median", "dim");
    private static readonly TorchOperator OpTopK = TorchOperator.Find("topk");
    private static readonly TorchOperator OpKthValue = TorchOperator.Find("kthvalue");
    private static readonly TorchOperator OpSort = TorchOperator.Find("sort");
    private static readonly TorchOperator OpArgsort = TorchOperator.Find("argsort");
    private static readonly TorchOperator OpQuantileScalar = TorchOperator.Find("quantile", "scalar");
    private static readonly TorchOperator OpCumSum = TorchOperator.Find("cumsum");
    private static readonly TorchOperator OpCumProd = TorchOperator.Find("cumprod");
    private static readonly TorchOperator OpLogSumExp = TorchOperator.Find("logsumexp");
    private static readonly TorchOperator OpVarCorrection = TorchOperator.Find("var", "correction");
    private static readonly TorchOperator OpStdCorrection = TorchOperator.Find("std", "correction");
    private static readonly TorchOperator OpNorm = TorchOperator.Find("linalg_vector_norm");
    private static readonly TorchOperator OpAll = TorchOperator.Find("all");
    private static readonly TorchOperator OpAllDim = TorchOperator.Find("all", "dim");
    private static readonly TorchOperator OpAny = TorchOperator.Find("any");
    private static readonly TorchOperator OpAnyDim = TorchOperator.Find("any", "dim");
    private static readonly TorchOperator OpCountNonZero = TorchOperator.Find("count_nonzero");
    private static readonly TorchOperator OpBinCount = TorchOperator.Find("bincount");
    private static readonly TorchOperator OpHistC = TorchOperator.Find("histc");
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

    /// <summary>The product of all elements.</summary>
    public static TorchTensor Prod(TorchTensor x) =>
        OpProd.Call(x);

    /// <summary>The product along an axis.</summary>
    public static TorchTensor Prod(TorchTensor x, long axis, bool keep = false) =>
        OpProdDimInt.Call(x, axis, keep);

    /// <summary>The index of the greatest along an axis, or of all; the first of equal ones.</summary>
    public static TorchTensor Argmax(TorchTensor x, long? axis = null, bool keep = false) =>
        OpArgmax.Call(x, axis, keep);

    /// <summary>The index of the least along an axis, or of all.</summary>
    public static TorchTensor Argmin(TorchTensor x, long? axis = null, bool keep = false) =>
        OpArgmin.Call(x, axis, keep);

    /// <summary>The greatest along an axis, and where it is.</summary>
    public static (TorchTensor Values, TorchTensor Indices) Max(TorchTensor x, long axis, bool keep = false) =>
        OpMaxDim.CallPair(x, axis, keep);

    /// <summary>The least along an axis, and where it is.</summary>
    public static (TorchTensor Values, TorchTensor Indices) Min(TorchTensor x, long axis, bool keep = false) =>
        OpMinDim.CallPair(x, axis, keep);

    /// <summary>The lower median along an axis, and where it is.</summary>
    public static (TorchTensor Values, TorchTensor Indices) Median(TorchTensor x, long axis, bool keep = false) =>
        OpMedianDim.CallPair(x, axis, keep);

    /// <summary>The k greatest (or least) along an axis, and where they are.</summary>
    public static (TorchTensor Values, TorchTensor Indices) TopK(TorchTensor x, long k, long axis = -1, bool largest = true, bool sorted = true) =>
        OpTopK.CallPair(x, k, axis, largest, sorted);

    /// <summary>The k-th least along an axis, k from 1, and where it is.</summary>
    public static (TorchTensor Values, TorchTensor Indices) KthValue(TorchTensor x, long k, long axis = -1, bool keep = false) =>
        OpKthValue.CallPair(x, k, axis, keep);

    /// <summary>The elements in order along an axis, and where they were.</summary>
    public static (TorchTensor Values, TorchTensor Indices) Sort(TorchTensor x, long axis = -1, bool descending = false) =>
        OpSort.CallPair(x, axis, descending);

    /// <summary>The indices that put an axis in order.</summary>
    public static TorchTensor Argsort(TorchTensor x, long axis = -1, bool descending = false) =>
        OpArgsort.Call(x, axis, descending);

    /// <summary>The q-quantile of all elements, interpolated.</summary>
    public static TorchTensor Quantile(TorchTensor x, double q) =>
        OpQuantileScalar.Call(x, q);

    /// <summary>Running sums along an axis.</summary>
    public static TorchTensor CumSum(TorchTensor x, long axis) =>
        OpCumSum.Call(x, axis);

    /// <summary>Running products along an axis.</summary>
    public static TorchTensor CumProd(TorchTensor x, long axis) =>
        OpCumProd.Call(x, axis);

    /// <summary>log Σ exp(x) along axes.</summary>
    public static TorchTensor LogSumExp(TorchTensor x, ReadOnlySpan<long> axes, bool keep = false) =>
        OpLogSumExp.Call(x, axes, keep);

    /// <summary>The variance along axes, or of all; the divisor is the count minus the correction.</summary>
    public static TorchTensor Var(TorchTensor x, ReadOnlySpan<long> axes, long correction = 1, bool keep = false) =>
        OpVarCorrection.Call(x, TorchValue.NoneIfEmpty(axes), correction, keep);

    /// <summary>The standard deviation along axes, or of all; the divisor is the count minus the correction.</summary>
    public static TorchTensor Std(TorchTensor x, ReadOnlySpan<long> axes, long correction = 1, bool keep = false) =>
        OpStdCorrection.Call(x, TorchValue.NoneIfEmpty(axes), correction, keep);

    /// <summary>The vector norm along axes, or of all elements.</summary>
    public static TorchTensor Norm(TorchTensor x, double order = 2, ReadOnlySpan<long> axes = default, bool keep = false) =>
        OpNorm.Call(x, order, TorchValue.NoneIfEmpty(axes), keep);

    /// <summary>Whether no element is 0.</summary>
    public static TorchTensor All(TorchTensor x) =>
        OpAll.Call(x);

    /// <summary>Whether no element along an axis is 0.</summary>
    public static TorchTensor All(TorchTensor x, long axis, bool keep = false) =>
        OpAllDim.Call(x, axis, keep);

    /// <summary>Whether some element is not 0.</summary>
    public static TorchTensor Any(TorchTensor x) =>
        OpAny.Call(x);

    /// <summary>Whether some element along an axis is not 0.</summary>
    public static TorchTensor Any(TorchTensor x, long axis, bool keep = false) =>
        OpAnyDim.Call(x, axis, keep);

    /// <summary>How many elements are not 0.</summary>
    public static TorchTensor CountNonZero(TorchTensor x) =>
        OpCountNonZero.Call(x);

    /// <summary>How often each number from 0 occurs among non-negative integers; at least <paramref name="length"/> counts.</summary>
    public static TorchTensor BinCount(TorchTensor x, TorchTensor? weights = null, long length = 0) =>
        OpBinCount.Call(x, weights, length);

    /// <summary>Counts in bins of equal width between low and high.</summary>
    public static TorchTensor HistC(TorchTensor x, long bins, double low, double high) =>
        OpHistC.Call(x, bins, low, high);

    /// <summary>The only element.</summary>
    public static double Item(TorchTensor x) =>
        OpItem.CallNumber(x);
}
