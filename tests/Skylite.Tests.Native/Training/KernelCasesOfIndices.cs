using Skylite.Graphs;
using static Skylite.Tests.Native.Training.KernelCases;
using static Skylite.Tests.Native.Training.OrtOracle;

namespace Skylite.Tests.Native.Training;

/// <summary>Cases of the kernels that choose elements by index, and of those that compute with integers.</summary>
internal static class KernelCasesOfIndices
{
    private static readonly Tensor Cube = Noise(1, 3, 4, 5);
    private static readonly Tensor Bytes = Tensor.Create<byte>([.. Enumerable.Range(0, 2 * 3 * 6 * 5).Select(i => (byte)(i * 37 % 251))], 2, 3, 6, 5);
    private static readonly Tensor Kernel = Tensor.Create<byte>([.. Enumerable.Range(0, 4 * 3 * 3 * 3).Select(i => (byte)(i * 53 % 241))], 4, 3, 3, 3);
    private static readonly Tensor Rows = Tensor.Create<byte>([.. Enumerable.Range(0, 12).Select(i => (byte)(i * 29))], 3, 4);
    private static readonly Tensor Columns = Tensor.Create<byte>([.. Enumerable.Range(0, 20).Select(i => (byte)(i * 31))], 4, 5);

    public static KernelCase[] All { get; } = [.. Indices(), .. Integers()];

    private static KernelCase[] Indices() =>
    [
        New("GatherND", "GatherND", Cube, Tensor.Create<long>([0, -1, 2, 1, 1, 0], 3, 2)),
        New("GatherND in batches", "GatherND", Cube, Tensor.Create<long>([0, 3, -2], 3, 1)) with { Attributes = a => a.Set("batch_dims", 1) },
        New("ScatterND", "ScatterND", Cube, Tensor.Create<long>([0, -1, 2, 1], 2, 2), Noise(2, 2, 5)) with { Smooth = false },
        New("ScatterND adding", "ScatterND", Cube, Tensor.Create<long>([0, 1, 0, 1], 2, 2), Noise(2, 2, 5)) with
        {
            Attributes = a => a.Set("reduction", "add"),
        },
        New("ScatterND multiplying", "ScatterND", Cube, Tensor.Create<long>([0, 1, 0, 1], 2, 2), Noise(2, 2, 5)) with
        {
            Attributes = a => a.Set("reduction", "mul"),
        },
        New("ScatterND to the greatest", "ScatterND", Cube, Tensor.Create<long>([0, 1], 1, 2), Noise(2, 1, 5)) with
        {
            Opset = 18,
            Attributes = a => a.Set("reduction", "max"),
        },
        New("ScatterElements multiplying", "ScatterElements", Noise(1, 3, 3), Tensor.Create<long>([0, 0, 1, 2], 2, 2), Noise(2, 2, 2)) with
        {
            Attributes = a => { a.Set("axis", 1); a.Set("reduction", "mul"); },
        },
        New("Compress", "Compress", Cube, Tensor.Vector(true, false, true)) with { Attributes = a => a.Set("axis", 1) },
        New("Compress in a row", "Compress", Noise(1, 2, 3), Tensor.Vector(true, false, true, false, true)),
        New("ReverseSequence", "ReverseSequence", Noise(1, 4, 3, 2), Tensor.Vector<long>(4, 2, 1)),
        New("ReverseSequence, batch first", "ReverseSequence", Noise(1, 3, 4), Tensor.Vector<long>(4, 1, 3)) with
        {
            Attributes = a => { a.Set("time_axis", 1); a.Set("batch_axis", 0); },
        },
        New("EyeLike", "EyeLike", Noise(1, 3, 5)) with { Smooth = false, Attributes = a => a.Set("k", -1) },
        New("CastLike", "CastLike", Noise(1, 3, 4), Tensor.Vector(1L)) with { OutputType = ElementType.Int64, Smooth = false },
        New("Hardmax", "Hardmax", Cube) with { Smooth = false, Attributes = a => a.Set("axis", 1) },
        New("BitShift", "BitShift", Tensor.Vector<byte>(16, 4, 255), Tensor.Vector<byte>(1, 2, 3)) with
        {
            OutputType = ElementType.UInt8,
            Smooth = false,
            Attributes = a => a.Set("direction", "LEFT"),
        },
        New("MaxUnpool", "MaxUnpool", Noise(1, 1, 1, 2, 2), Tensor.Create<long>([5, 7, 13, 15], 1, 1, 2, 2)) with
        {
            Attributes = a => { a.Set("kernel_shape", [2, 2]); a.Set("strides", [2, 2]); },
        },
        New("NonMaxSuppression", "NonMaxSuppression", Boxes(), Positive(2, 2, 3, 6), Tensor.Vector(3L), Tensor.Vector(0.3f), Tensor.Vector(0.5f)) with
        {
            OutputType = ElementType.Int64,
            Smooth = false,
        },
    ];

    private static KernelCase[] Integers() =>
    [
        New("DynamicQuantizeLinear", "DynamicQuantizeLinear", Cube) with
        {
            Outputs = 3,
            OutputType = ElementType.UInt8,
            Types = [ElementType.UInt8, ElementType.Float, ElementType.UInt8],
            Smooth = false,
        },
        New("ConvInteger", "ConvInteger", Bytes, Kernel, Tensor.Scalar((byte)3), Tensor.Scalar((byte)5)) with
        {
            OutputType = ElementType.Int32, Smooth = false, Attributes = a => a.Set("pads", [1, 1, 0, 1]),
        },
        New(
            "QLinearConv",
            "QLinearConv",
            Bytes,
            Tensor.Scalar(0.02f),
            Tensor.Scalar((byte)120),
            Kernel,
            Tensor.Vector(0.01f, 0.02f, 0.03f, 0.005f),
            Tensor.Vector<byte>(100, 100, 100, 100),
            Tensor.Scalar(2.5f),
            Tensor.Scalar((byte)128),
            Tensor.Vector(100, -2000, 30, 4)) with { OutputType = ElementType.UInt8, Smooth = false },
        New("MatMulInteger", "MatMulInteger", Rows, Columns, Tensor.Scalar((byte)12), Tensor.Scalar((byte)4)) with
        {
            OutputType = ElementType.Int32,
            Smooth = false,
        },
        New(
            "QLinearMatMul",
            "QLinearMatMul",
            Rows,
            Tensor.Scalar(0.02f),
            Tensor.Scalar((byte)120),
            Columns,
            Tensor.Scalar(0.03f),
            Tensor.Scalar((byte)110),
            Tensor.Scalar(0.5f),
            Tensor.Scalar((byte)128)) with { OutputType = ElementType.UInt8, Smooth = false },
    ];

    private static Tensor Boxes()
    {
        var random = new Random(5);
        var values = new float[2 * 6 * 4];
        for (var i = 0; i < values.Length; i += 4)
        {
            var (y, x) = (random.NextSingle(), random.NextSingle());
            (values[i], values[i + 1], values[i + 2], values[i + 3]) = (y, x, y + 0.6f, x + 0.5f);
        }

        return Tensor.Create<float>(values, 2, 6, 4);
    }
}
