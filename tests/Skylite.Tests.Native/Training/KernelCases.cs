using Skylite.Graphs;
using static Skylite.Tests.Native.Training.OrtOracle;

namespace Skylite.Tests.Native.Training;

/// <summary>At least one node for every kernel, with the settings in which engines are known to differ.</summary>
internal static class KernelCases
{
    private static readonly Tensor Image = Spread(1, 2, 4, 7, 6);
    private static readonly Tensor Matrix = Spread(2, 5, 6);

    public static IReadOnlyList<KernelCase> All { get; } =
    [
        .. Convolutions(),
        .. Pools(),
        .. Normalizations(),
        .. KernelCasesOfElements.All,
        .. Reductions(),
        .. KernelCasesOfLayout.All,
        .. KernelCasesOfSampling.All,
        .. Quantization(),
        .. KernelCasesOfIndices.All,
        .. KernelCasesOfSignals.All,
        .. KernelCasesOfForms.All,
    ];

    private static KernelCase[] Convolutions() =>
    [
        New("Conv", "Conv", Image, Noise(3, 8, 4, 3, 3), Noise(4, 8)),
        New("Conv strided, padded on one side", "Conv", Image, Noise(3, 8, 4, 3, 3)) with
        {
            Attributes = a => { a.Set("strides", [2, 1]); a.Set("pads", [0, 1, 2, 0]); },
        },
        New("Conv grouped, dilated", "Conv", Image, Noise(3, 8, 2, 3, 3), Noise(4, 8)) with
        {
            Attributes = a => { a.Set("group", 2); a.Set("dilations", [2, 2]); a.Set("pads", [2, 2, 2, 2]); },
        },
        New("Conv depthwise", "Conv", Image, Noise(3, 4, 1, 3, 3)) with { Attributes = a => { a.Set("group", 4); a.Set("pads", [1, 1, 1, 1]); } },
        New("Conv same-upper", "Conv", Image, Noise(3, 8, 4, 3, 2)) with { Attributes = a => { a.Set("auto_pad", "SAME_UPPER"); a.Set("strides", [2, 2]); } },
        New("Conv same-lower", "Conv", Image, Noise(3, 8, 4, 2, 4)) with { Attributes = a => { a.Set("auto_pad", "SAME_LOWER"); a.Set("strides", [2, 1]); } },
        New("Conv of one axis", "Conv", Noise(1, 2, 4, 9), Noise(3, 6, 4, 3)) with { Attributes = a => a.Set("pads", [1, 1]) },
        New("ConvTranspose", "ConvTranspose", Image, Noise(3, 4, 3, 3, 3), Noise(4, 3)) with
        {
            Attributes = a => { a.Set("strides", [2, 2]); a.Set("pads", [1, 1, 1, 1]); a.Set("output_padding", [1, 1]); },
        },
        New("ConvTranspose padded on one side", "ConvTranspose", Image, Noise(3, 4, 3, 3, 3)) with
        {
            Attributes = a => { a.Set("strides", [2, 2]); a.Set("pads", [0, 0, 1, 1]); },
        },
        New("Gemm as a linear layer", "Gemm", Matrix, Noise(3, 4, 6), Noise(4, 4)) with { Attributes = a => a.Set("transB", 1) },
        New("Gemm scaled and transposed", "Gemm", Matrix, Noise(3, 5, 4), Noise(4, 6, 1)) with
        {
            Attributes = a => { a.Set("transA", 1); a.Set("alpha", 0.5f); a.Set("beta", 2f); },
        },
        New("Gemm without bias", "Gemm", Matrix, Noise(3, 6, 4)) with { Attributes = a => a.Set("alpha", 0.5f) },
        New("MatMul", "MatMul", Noise(1, 2, 3, 5, 6), Noise(3, 6, 4)),
        New("Einsum", "Einsum", Noise(1, 2, 3, 5), Noise(3, 5, 4)) with { Attributes = a => a.Set("equation", "bij,jk->bik") },
    ];

    private static KernelCase[] Pools() =>
    [
        New("MaxPool", "MaxPool", Image) with { Attributes = a => { a.Set("kernel_shape", [3, 3]); a.Set("strides", [2, 2]); a.Set("pads", [1, 1, 1, 1]); } },
        New("MaxPool rounding up", "MaxPool", Image) with
        {
            Attributes = a => { a.Set("kernel_shape", [3, 2]); a.Set("strides", [2, 2]); a.Set("ceil_mode", 1); },
        },
        New("MaxPool padded on one side", "MaxPool", Image) with
        {
            Attributes = a => { a.Set("kernel_shape", [3, 3]); a.Set("strides", [2, 2]); a.Set("pads", [0, 0, 1, 1]); },
        },
        New("MaxPool dilated", "MaxPool", Image) with
        {
            Attributes = a => { a.Set("kernel_shape", [2, 2]); a.Set("dilations", [2, 2]); a.Set("pads", [1, 1, 1, 1]); },
        },
        New("MaxPool same-upper", "MaxPool", Image) with
        {
            Attributes = a => { a.Set("kernel_shape", [2, 3]); a.Set("strides", [1, 2]); a.Set("auto_pad", "SAME_UPPER"); },
        },
        New("AveragePool", "AveragePool", Image) with
        {
            Attributes = a => { a.Set("kernel_shape", [3, 3]); a.Set("strides", [2, 2]); a.Set("pads", [1, 1, 1, 1]); },
        },
        New("AveragePool counting the padding", "AveragePool", Image) with
        {
            Attributes = a => { a.Set("kernel_shape", [3, 3]); a.Set("pads", [1, 1, 1, 1]); a.Set("count_include_pad", 1); },
        },
        New("AveragePool padded on one side", "AveragePool", Image) with { Attributes = a => { a.Set("kernel_shape", [3, 2]); a.Set("pads", [0, 1, 2, 0]); } },
        New("AveragePool padded on one side, counting it", "AveragePool", Image) with
        {
            Attributes = a => { a.Set("kernel_shape", [3, 2]); a.Set("pads", [0, 1, 2, 0]); a.Set("count_include_pad", 1); },
        },
        New("GlobalAveragePool", "GlobalAveragePool", Image),
        New("GlobalMaxPool", "GlobalMaxPool", Image),
    ];

    private static KernelCase[] Normalizations() =>
    [
        New("BatchNormalization", "BatchNormalization", Image, Noise(3, 4), Noise(4, 4), Noise(5, 4), Positive(6, 4)) with
        {
            Attributes = a => a.Set("epsilon", 1e-3f),
        },
        New("LayerNormalization", "LayerNormalization", Image, Noise(3, 7, 6), Noise(4, 7, 6)) with { Attributes = a => a.Set("axis", -2) },
        New("InstanceNormalization", "InstanceNormalization", Image, Noise(3, 4), Noise(4, 4)),
        New("LRN", "LRN", Image) with { Attributes = a => { a.Set("size", 3); a.Set("alpha", 0.2f); } },
        New("LpNormalization", "LpNormalization", Image) with { Attributes = a => a.Set("axis", 1) },
        New("Dropout", "Dropout", Image),
        New("Softmax", "Softmax", Image) with { Attributes = a => a.Set("axis", 1) },
        New("Softmax of old", "Softmax", Image) with { Opset = 11 },
        New("LogSoftmax", "LogSoftmax", Image),
    ];

    private static KernelCase[] Reductions() =>
    [
        New("ReduceMean", "ReduceMean", Image) with { Attributes = a => { a.Set("axes", [2, 3]); a.Set("keepdims", 0); } },
        New("ReduceMean of everything", "ReduceMean", Image),
        New("ReduceSum", "ReduceSum", Image, Tensor.Vector<long>(-1, 1)),
        New("ReduceMax", "ReduceMax", Image) with { Attributes = a => a.Set("axes", [1]) },
        New("ReduceMin", "ReduceMin", Image) with { Attributes = a => a.Set("axes", [1]) },
        New("ReduceProd", "ReduceProd", Image) with { Attributes = a => { a.Set("axes", [1]); a.Set("keepdims", 0); } },
        New("ReduceL1", "ReduceL1", Image) with { Attributes = a => a.Set("axes", [1, 2]) },
        New("ReduceL2", "ReduceL2", Image) with { Attributes = a => a.Set("axes", [1, 2]) },
        New("ReduceSumSquare", "ReduceSumSquare", Image) with { Attributes = a => a.Set("axes", [1]) },
        New("ReduceLogSum", "ReduceLogSum", Positive(1, 3, 4)) with { Attributes = a => a.Set("axes", [1]) },
        New("ReduceLogSumExp", "ReduceLogSumExp", Image) with { Attributes = a => a.Set("axes", [1]) },
        New("ArgMax", "ArgMax", Image) with { Attributes = a => a.Set("axis", 1), OutputType = ElementType.Int64, Smooth = false },
        New("ArgMin", "ArgMin", Image) with { Attributes = a => { a.Set("axis", -1); a.Set("keepdims", 0); }, OutputType = ElementType.Int64, Smooth = false },
        New("TopK", "TopK", Matrix, Tensor.Vector<long>(3)) with { Outputs = 2, SecondType = ElementType.Int64, Attributes = a => a.Set("axis", 1) },
        New("CumSum", "CumSum", Matrix, Tensor.Scalar(1L)),
    ];

    private static KernelCase[] Quantization() =>
    [
        New("QuantizeLinear", "QuantizeLinear", Image, Tensor.Scalar(0.02f), Tensor.Scalar((byte)128)) with { OutputType = ElementType.UInt8, Smooth = false },
        New("QuantizeLinear per channel", "QuantizeLinear", Image, Tensor.Vector(0.02f, 0.01f, 0.03f, 0.05f), Tensor.Vector<sbyte>(0, 1, -1, 5)) with
        {
            OutputType = ElementType.Int8,
            Smooth = false,
        },
        New("DequantizeLinear", "DequantizeLinear", Tensor.Create<byte>([0, 128, 200, 255], 2, 2), Tensor.Scalar(0.02f), Tensor.Scalar((byte)128)) with
        {
            Smooth = false,
        },
        New(
            "DequantizeLinear per channel", "DequantizeLinear", Tensor.Create<sbyte>([0, -128, 100, 127], 2, 2), Tensor.Vector(0.5f, 0.25f),
            Tensor.Vector<sbyte>(0, 3)) with
        {
            Attributes = a => a.Set("axis", 0), Smooth = false,
        },
    ];

    internal static KernelCase New(string name, string opType, params Tensor[] inputs) => new(name, opType, inputs);

    internal static Tensor Positive(int seed, params long[] shape) =>
        Tensor.Create<float>(Array.ConvertAll(Noise(seed, shape).ToArray<float>(), v => Math.Abs(v) + 0.3f), shape);
}
