namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpCat = TorchOperator.Find("cat");
    private static readonly TorchOperator OpStack = TorchOperator.Find("stack");
    private static readonly TorchOperator OpReshape = TorchOperator.Find("reshape");
    private static readonly TorchOperator OpPermute = TorchOperator.Find("permute");
    private static readonly TorchOperator OpTransposeInt = TorchOperator.Find("transpose", "int");
    private static readonly TorchOperator OpT = TorchOperator.Find("t");
    private static readonly TorchOperator OpMoveAxisInt = TorchOperator.Find("movedim", "int");
    private static readonly TorchOperator OpExpand = TorchOperator.Find("expand");
    private static readonly TorchOperator OpSqueezeDim = TorchOperator.Find("squeeze", "dim");
    private static readonly TorchOperator OpUnsqueeze = TorchOperator.Find("unsqueeze");
    private static readonly TorchOperator OpFlattenUsingInts = TorchOperator.Find("flatten", "using_ints");
    private static readonly TorchOperator OpFlip = TorchOperator.Find("flip");
    private static readonly TorchOperator OpRepeat = TorchOperator.Find("repeat");
    private static readonly TorchOperator OpPad = TorchOperator.Find("pad");
    private static readonly TorchOperator OpDetach = TorchOperator.Find("detach");
    private static readonly TorchOperator OpClone = TorchOperator.Find("clone");
    private static readonly TorchOperator OpContiguous = TorchOperator.Find("contiguous");
    private static readonly TorchOperator OpToDtype = TorchOperator.Find("to", "dtype");

    /// <summary>Tensors one after the other along an axis.</summary>
    public static TorchTensor Cat(IReadOnlyList<TorchTensor> tensors, long axis = 0) =>
        OpCat.Call(TorchValue.Tensors(tensors), axis);

    /// <summary>Tensors of one shape along a new axis.</summary>
    public static TorchTensor Stack(IReadOnlyList<TorchTensor> tensors, long axis = 0) =>
        OpStack.Call(TorchValue.Tensors(tensors), axis);

    /// <summary>The elements in another shape; one size may be −1; a view if possible.</summary>
    public static TorchTensor Reshape(TorchTensor x, params ReadOnlySpan<long> shape) =>
        OpReshape.Call(x, shape);

    /// <summary>The axes in another order; a view.</summary>
    public static TorchTensor Permute(TorchTensor x, params ReadOnlySpan<long> axes) =>
        OpPermute.Call(x, axes);

    /// <summary>Two axes exchanged; a view.</summary>
    public static TorchTensor Transpose(TorchTensor x, long a, long b) =>
        OpTransposeInt.Call(x, a, b);

    /// <summary>The transpose of a matrix; a view.</summary>
    public static TorchTensor T(TorchTensor x) =>
        OpT.Call(x);

    /// <summary>One axis at another place; a view.</summary>
    public static TorchTensor MoveAxis(TorchTensor x, long from, long to) =>
        OpMoveAxisInt.Call(x, from, to);

    /// <summary>Axes of size 1 repeated without copying; −1 keeps a size; a view.</summary>
    public static TorchTensor Expand(TorchTensor x, params ReadOnlySpan<long> shape) =>
        OpExpand.Call(x, shape);

    /// <summary>Without an axis if its size is 1; a view.</summary>
    public static TorchTensor Squeeze(TorchTensor x, long axis) =>
        OpSqueezeDim.Call(x, axis);

    /// <summary>With a new axis of size 1; a view.</summary>
    public static TorchTensor Unsqueeze(TorchTensor x, long axis) =>
        OpUnsqueeze.Call(x, axis);

    /// <summary>Axes from start to end as one.</summary>
    public static TorchTensor Flatten(TorchTensor x, long start = 0, long end = -1) =>
        OpFlattenUsingInts.Call(x, start, end);

    /// <summary>Axes in reverse order; a copy.</summary>
    public static TorchTensor Flip(TorchTensor x, params ReadOnlySpan<long> axes) =>
        OpFlip.Call(x, axes);

    /// <summary>The tensor repeated along each axis; a copy.</summary>
    public static TorchTensor Repeat(TorchTensor x, params ReadOnlySpan<long> times) =>
        OpRepeat.Call(x, times);

    /// <summary>
    /// Borders, given as before and after of the last axis, then of the one before it, …;
    /// mode <c>constant</c>, <c>reflect</c>, <c>replicate</c> or <c>circular</c>.
    /// </summary>
    public static TorchTensor Pad(TorchTensor x, ReadOnlySpan<long> pads, string mode = "constant", double value = 0) =>
        OpPad.Call(x, pads, mode, mode == "constant" ? value : TorchValue.None);

    /// <summary>The same elements outside of the recorded graph; a view.</summary>
    public static TorchTensor Detach(TorchTensor x) =>
        OpDetach.Call(x);

    /// <summary>A copy, recorded for gradients.</summary>
    public static TorchTensor Clone(TorchTensor x) =>
        OpClone.Call(x);

    /// <summary>The tensor itself if its elements lie in that order, a copy otherwise.</summary>
    public static TorchTensor Contiguous(TorchTensor x, MemoryFormat format = MemoryFormat.Contiguous) =>
        OpContiguous.Call(x, format);

    /// <summary>The elements converted; the tensor itself if there is nothing to convert.</summary>
    public static TorchTensor To(TorchTensor x, ScalarType type) =>
        OpToDtype.Call(x, type);
}
