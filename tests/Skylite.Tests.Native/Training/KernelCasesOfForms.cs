using Skylite.Graphs;
using static Skylite.Tests.Native.Training.KernelCases;
using static Skylite.Tests.Native.Training.OrtOracle;

namespace Skylite.Tests.Native.Training;

/// <summary>
/// Cases of the rarer forms of operators: arguments that are computed while running, further outputs, other types, attributes that few networks set.
/// </summary>
internal static class KernelCasesOfForms
{
    private static readonly Tensor Image = Spread(1, 2, 4, 7, 6);
    private static readonly Tensor Matrix = Spread(2, 5, 6);

    public static KernelCase[] All { get; } = [.. Newer(), .. Windows(), .. Statistics(), .. Pads(), .. Reductions(), .. Types()];

    private static KernelCase[] Newer() =>
    [
        New("BitwiseAnd", "BitwiseAnd", Tensor.Vector<byte>(12, 10, 255), Tensor.Vector<byte>(10, 3, 8)) with
        {
            Opset = 18,
            OutputType = ElementType.UInt8,
            Smooth = false,
        },
        New("BitwiseOr", "BitwiseOr", Tensor.Vector(12, -10, 255), Tensor.Vector(10, 3, 8)) with { Opset = 18, OutputType = ElementType.Int32, Smooth = false },
        New("BitwiseXor", "BitwiseXor", Tensor.Vector(12, -10, 255), Tensor.Vector(10, 3, 8)) with
        {
            Opset = 18,
            OutputType = ElementType.Int32,
            Smooth = false,
        },
        New("BitwiseNot", "BitwiseNot", Tensor.Vector(12L, -10, 255)) with { Opset = 18, OutputType = ElementType.Int64, Smooth = false },
        New("CenterCropPad", "CenterCropPad", Noise(1, 5, 4, 3), Tensor.Vector<long>(2, 8)) with { Opset = 18, Attributes = a => a.Set("axes", [0, -1]) },
        New("Col2Im", "Col2Im", Noise(1, 1, 12, 6), Tensor.Vector<long>(4, 4), Tensor.Vector<long>(2, 3)) with { Opset = 18 },
        New("AffineGrid", "AffineGrid", Noise(1, 2, 2, 3), Tensor.Vector<long>(2, 3, 5, 6)) with { Opset = 20 },
        New("AveragePool, dilated", "AveragePool", Image) with
        {
            Opset = 19, Attributes = a => { Window(a); a.Set("dilations", [2, 3]); a.Set("pads", [1, 0, 1, 1]); a.Set("ceil_mode", 1); },
        },
    ];

    private static KernelCase[] Windows() =>
    [
        New("MaxPool with places", "MaxPool", Image) with
        {
            Outputs = 2,
            SecondType = ElementType.Int64,
            Attributes = a => { Window(a); a.Set("pads", [1, 0, 0, 1]); },
        },
        New("MaxPool of a line with places", "MaxPool", Spread(1, 1, 2, 9)) with
        {
            Outputs = 2,
            SecondType = ElementType.Int64,
            Attributes = a => a.Set("kernel_shape", [3]),
        },
        New("MaxPool rounded up, padded on one side", "MaxPool", Image) with
        {
            Attributes = a => { Window(a); a.Set("ceil_mode", 1); a.Set("pads", [0, 1, 1, 0]); },
        },
        New("AveragePool rounded up, padded on one side", "AveragePool", Image) with
        {
            Attributes = a => { Window(a); a.Set("ceil_mode", 1); a.Set("pads", [0, 1, 1, 0]); },
        },
        New("AveragePool counting the border on one side", "AveragePool", Image) with
        {
            Attributes = a => { Window(a); a.Set("count_include_pad", 1); a.Set("pads", [0, 1, 1, 0]); },
        },
        New("ConvTranspose to the same size", "ConvTranspose", Image, Noise(3, 4, 3, 3, 3), Noise(4, 3)) with
        {
            Attributes = a => { a.Set("auto_pad", "SAME_UPPER"); a.Set("strides", [2, 2]); },
        },
        New("ConvTranspose to a stated size", "ConvTranspose", Image, Noise(3, 4, 3, 3, 3), Noise(4, 3)) with
        {
            Attributes = a => { a.Set("output_shape", [14, 12]); a.Set("strides", [2, 2]); },
        },
    ];

    private static KernelCase[] Statistics() =>
    [
        New("LayerNormalization with statistics", "LayerNormalization", Image, Noise(3, 7, 6), Noise(4, 7, 6)) with
        {
            Outputs = 3,
            Attributes = a => a.Set("axis", 2),
        },
        New("Dropout with a mask", "Dropout", Image) with { Outputs = 2, SecondType = ElementType.Bool },
        New("Selu of its own slope", "Selu", Matrix) with { Attributes = a => { a.Set("alpha", 2f); a.Set("gamma", 3f); } },
        New("IsInf above only", "IsInf", Tensor.Vector(1f, float.NegativeInfinity, float.PositiveInfinity)) with
        {
            OutputType = ElementType.Bool,
            Smooth = false,
            Attributes = a => a.Set("detect_negative", 0),
        },
        New("Clip without limits", "Clip", Matrix),
    ];

    private static KernelCase[] Pads() =>
    [
        New("Pad by reflection along the channels", "Pad", Image, Tensor.Vector<long>(0, 2, 1, 0, 0, 1, 0, 3)) with
        {
            Attributes = a => a.Set("mode", "reflect"),
        },
        New("Pad by the edge of integers", "Pad", Tensor.Create<long>([1, 2, 3, 4, 5, 6], 2, 3), Tensor.Vector<long>(1, 2, 0, 1)) with
        {
            OutputType = ElementType.Int64, Smooth = false, Attributes = a => a.Set("mode", "edge"),
        },
        New("Pad around", "Pad", Noise(1, 3, 4), Tensor.Vector<long>(1, 2, 2, 1)) with { Opset = 19, Attributes = a => a.Set("mode", "wrap") },
        New("Pad of named axes", "Pad", Image, Tensor.Vector<long>(1, 2), Tensor.Scalar(0.5f), Tensor.Vector<long>(-1)) with { Opset = 18 },
        New("Pad by computed lengths", "Pad", Noise(1, 2, 3), Tensor.Vector<long>(1, 2, 0, 1), Tensor.Scalar(7f)) with { Fed = 3, Smooth = false },
    ];

    private static KernelCase[] Reductions() =>
    [
        New("ReduceSum over computed axes", "ReduceSum", Image, Tensor.Vector<long>(1, -1)) with { Fed = 2 },
        New("ReduceMean of named axes", "ReduceMean", Image, Tensor.Vector<long>(1, -1)) with { Opset = 18 },
        New("ReduceMax of integers", "ReduceMax", Tensor.Create<long>([1, 7, 3, 4, 5, 6], 2, 3)) with
        {
            OutputType = ElementType.Int64,
            Smooth = false,
            Attributes = a => a.Set("axes", [1]),
        },
        New("ArgMax, last of equals", "ArgMax", Tensor.Create<float>([2, 5, 5, 1, 1, 1], 2, 3)) with
        {
            OutputType = ElementType.Int64, Smooth = false, Attributes = a => { a.Set("axis", 1); a.Set("select_last_index", 1); },
        },
        New("CumSum before the element", "CumSum", Matrix, Tensor.Scalar(0L)) with { Attributes = a => a.Set("exclusive", 1) },
        New("CumSum from the end", "CumSum", Matrix, Tensor.Scalar(1L)) with { Attributes = a => { a.Set("exclusive", 1); a.Set("reverse", 1); } },
        New("Trilu at a computed diagonal", "Trilu", Noise(1, 4, 5), Tensor.Scalar(-1L)) with { Fed = 2 },
    ];

    private static KernelCase[] Types() =>
    [
        New("Pow of integers", "Pow", Tensor.Vector<long>(2, 3, 4), Tensor.Vector(2f, 0.5f, 3f)) with { OutputType = ElementType.Int64, Smooth = false },
        New("Div of 32-bit integers", "Div", Tensor.Vector(7, -7, 9), Tensor.Vector(2, 2, 3)) with { OutputType = ElementType.Int32, Smooth = false },
    ];

    private static void Window(AttributeMap attributes)
    {
        attributes.Set("kernel_shape", [3, 2]);
        attributes.Set("strides", [2, 2]);
    }
}
