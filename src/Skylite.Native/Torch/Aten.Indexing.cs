namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpSliceTensor = TorchOperator.Find("slice", "Tensor");
    private static readonly TorchOperator OpNarrow = TorchOperator.Find("narrow");
    private static readonly TorchOperator OpSelectInt = TorchOperator.Find("select", "int");
    private static readonly TorchOperator OpIndexSelect = TorchOperator.Find("index_select");
    private static readonly TorchOperator OpGather = TorchOperator.Find("gather");
    private static readonly TorchOperator OpScatterSrc = TorchOperator.Find("scatter", "src");
    private static readonly TorchOperator OpScatterValue = TorchOperator.Find("scatter", "value");
    private static readonly TorchOperator OpScatterReduce = TorchOperator.Find("scatter_reduce", "two");
    private static readonly TorchOperator OpScatterAdd = TorchOperator.Find("scatter_add");
    private static readonly TorchOperator OpIndexAdd = TorchOperator.Find("index_add");
    private static readonly TorchOperator OpMaskedFillScalar = TorchOperator.Find("masked_fill", "Scalar");
    private static readonly TorchOperator OpNonZero = TorchOperator.Find("nonzero");
    private static readonly TorchOperator OpOneHot = TorchOperator.Find("one_hot");
    private static readonly TorchOperator OpTril = TorchOperator.Find("tril");
    private static readonly TorchOperator OpTriu = TorchOperator.Find("triu");

    /// <summary>Elements start, start + step, … before end along an axis; a view.</summary>
    public static TorchTensor Slice(TorchTensor x, long axis, long? start, long? end, long step = 1) =>
        OpSliceTensor.Call(x, axis, start, end, step);

    /// <summary>A stretch of an axis; a view.</summary>
    public static TorchTensor Narrow(TorchTensor x, long axis, long start, long length) =>
        OpNarrow.Call(x, axis, start, length);

    /// <summary>One entry of an axis, without that axis; a view.</summary>
    public static TorchTensor Select(TorchTensor x, long axis, long index) =>
        OpSelectInt.Call(x, axis, index);

    /// <summary>Entries of an axis by their numbers.</summary>
    public static TorchTensor IndexSelect(TorchTensor x, long axis, TorchTensor index) =>
        OpIndexSelect.Call(x, axis, index);

    /// <summary>For each position, the element that the index names along an axis.</summary>
    public static TorchTensor Gather(TorchTensor x, long axis, TorchTensor index) =>
        OpGather.Call(x, axis, index);

    /// <summary>A copy in which the positions that the index names along an axis have the source's elements.</summary>
    public static TorchTensor Scatter(TorchTensor x, long axis, TorchTensor index, TorchTensor source) =>
        OpScatterSrc.Call(x, axis, index, source);

    /// <summary>A copy in which the positions that the index names along an axis have one value.</summary>
    public static TorchTensor Scatter(TorchTensor x, long axis, TorchTensor index, double value) =>
        OpScatterValue.Call(x, axis, index, value);

    /// <summary>A copy to which the source's elements are added at the positions that the index names along an axis.</summary>
    public static TorchTensor ScatterAdd(TorchTensor x, long axis, TorchTensor index, TorchTensor source) =>
        OpScatterAdd.Call(x, axis, index, source);

    /// <summary>A copy in which the positions that the index names along an axis are combined with the source's elements.</summary>
    /// <param name="x">What is copied.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="index">Integers, one for each element of the source.</param>
    /// <param name="source">The elements.</param>
    /// <param name="reduction">sum, prod, amax or amin.</param>
    public static TorchTensor ScatterReduce(TorchTensor x, long axis, TorchTensor index, TorchTensor source, string reduction) =>
        OpScatterReduce.Call(x, axis, index, source, reduction);

    /// <summary>A copy with the source's entries added to the named entries of an axis.</summary>
    public static TorchTensor IndexAdd(TorchTensor x, long axis, TorchTensor index, TorchTensor source) =>
        OpIndexAdd.Call(x, axis, index, source);

    /// <summary>A copy with one value where the mask holds.</summary>
    public static TorchTensor MaskedFill(TorchTensor x, TorchTensor mask, double value) =>
        OpMaskedFillScalar.Call(x, mask, value);

    /// <summary>The positions of elements that are not 0: count × rank.</summary>
    public static TorchTensor NonZero(TorchTensor x) =>
        OpNonZero.Call(x);

    /// <summary>Each integer as a row with a 1 at its place.</summary>
    public static TorchTensor OneHot(TorchTensor x, long classes = -1) =>
        OpOneHot.Call(x, classes);

    /// <summary>The part below a diagonal, 0 elsewhere.</summary>
    public static TorchTensor Tril(TorchTensor x, long diagonal = 0) =>
        OpTril.Call(x, diagonal);

    /// <summary>The part above a diagonal, 0 elsewhere.</summary>
    public static TorchTensor Triu(TorchTensor x, long diagonal = 0) =>
        OpTriu.Call(x, diagonal);
}
