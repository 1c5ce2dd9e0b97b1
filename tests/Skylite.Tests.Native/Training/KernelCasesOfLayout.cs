using Skylite.Graphs;
using static Skylite.Tests.Native.Training.KernelCases;
using static Skylite.Tests.Native.Training.OrtOracle;

namespace Skylite.Tests.Native.Training;

/// <summary>Cases of the kernels that move elements without computing.</summary>
internal static class KernelCasesOfLayout
{
    private static readonly Tensor Image = Spread(1, 2, 4, 6, 4);

    public static KernelCase[] All { get; } = [.. Shapes(), .. Selections(), .. Sizes(), .. Origins()];

    private static KernelCase[] Shapes() =>
    [
        New("Identity", "Identity", Image),
        New("Flatten", "Flatten", Image),
        New("Flatten at an axis from the end", "Flatten", Image) with { Attributes = a => a.Set("axis", -1) },
        New("Reshape", "Reshape", Image, Tensor.Vector<long>(0, -1, 8)),
        New("Transpose", "Transpose", Image) with { Attributes = a => a.Set("perm", [0, 2, 3, 1]) },
        New("Transpose to the reverse", "Transpose", Image),
        New("Squeeze", "Squeeze", Noise(1, 2, 1, 3, 1), Tensor.Vector<long>(-1)),
        New("Squeeze of everything", "Squeeze", Noise(1, 2, 1, 3, 1)),
        New("Unsqueeze", "Unsqueeze", Noise(1, 2, 3), Tensor.Vector<long>(0, -1)),
        New("Unsqueeze of old", "Unsqueeze", Noise(1, 2, 3)) with { Opset = 11, Attributes = a => a.Set("axes", [1]) },
        New("Concat", "Concat", Noise(1, 2, 3, 2), Noise(2, 2, 1, 2)) with { Fed = 2, Attributes = a => a.Set("axis", 1) },
        New("Expand", "Expand", Noise(1, 3, 1), Tensor.Vector<long>(2, 1, 4)),
        New("Tile", "Tile", Noise(1, 3, 2), Tensor.Vector<long>(2, 3)),
        New("DepthToSpace", "DepthToSpace", Image) with { Attributes = a => a.Set("blocksize", 2) },
        New("DepthToSpace, columns last", "DepthToSpace", Image) with { Attributes = a => { a.Set("blocksize", 2); a.Set("mode", "CRD"); } },
        New("SpaceToDepth", "SpaceToDepth", Image) with { Attributes = a => a.Set("blocksize", 2) },
    ];

    private static KernelCase[] Selections() =>
    [
        New("Split", "Split", Image, Tensor.Vector<long>(1, 3)) with { Outputs = 2, Attributes = a => a.Set("axis", 1) },
        New("Split in equal parts", "Split", Image) with { Outputs = 2, Attributes = a => a.Set("axis", -1) },
        New("Slice", "Slice", Image, Tensor.Vector<long>(1, -3), Tensor.Vector<long>(3, long.MaxValue), Tensor.Vector<long>(1, -2), Tensor.Vector<long>(1, 2)),
        New("Slice backwards", "Slice", Image, Tensor.Vector<long>(-1), Tensor.Vector<long>(long.MinValue), Tensor.Vector<long>(2), Tensor.Vector<long>(-2)),
        New("Slice of old", "Slice", Image) with { Opset = 9, Attributes = a => { a.Set("starts", [0, 1]); a.Set("ends", [1, -1]); a.Set("axes", [0, 3]); } },
        New("Gather", "Gather", Image, Tensor.Create<long>([0, -1, 2, 0], 2, 2)) with { Attributes = a => a.Set("axis", 1) },
        New("Gather of a scalar index", "Gather", Image, Tensor.Scalar(-1L)) with { Attributes = a => a.Set("axis", 2) },
        New("GatherElements", "GatherElements", Noise(1, 3, 3), Tensor.Create<long>([0, -1, 2, 1, 1, 0], 2, 3)) with { Attributes = a => a.Set("axis", 0) },
        New("ScatterElements", "ScatterElements", Noise(1, 3, 3), Tensor.Create<long>([0, -1, 1, 2], 2, 2), Noise(2, 2, 2)) with
        {
            Attributes = a => a.Set("axis", 1),
        },
        New("GridSample", "GridSample", Image, Noise(3, 2, 3, 3, 2)) with { Attributes = a => a.Set("align_corners", 1) },
        New("Trilu", "Trilu", Noise(1, 3, 4)) with { Attributes = a => a.Set("upper", 0) },
        New("Pad", "Pad", Image, Tensor.Vector<long>(0, 1, 2, 0, 0, 0, 1, -1), Tensor.Scalar(0.5f)),
        New("Pad by reflection", "Pad", Image, Tensor.Vector<long>(0, 0, 2, 1, 0, 0, 1, 0)) with { Attributes = a => a.Set("mode", "reflect") },
        New("Pad by the edge", "Pad", Image, Tensor.Vector<long>(0, 0, 2, 1, 0, 0, 1, 0)) with { Attributes = a => a.Set("mode", "edge") },
    ];

    private static KernelCase[] Sizes() =>
    [
        New("Resize nearest", "Resize", Image, None, Tensor.Vector(1f, 1f, 2f, 3f)) with
        {
            Attributes = a => { a.Set("coordinate_transformation_mode", "asymmetric"); a.Set("nearest_mode", "floor"); },
        },
        New("Resize nearest on pixel centres", "Resize", Image, None, Tensor.Vector(1f, 1f, 2f, 2f)),
        New("Resize linear", "Resize", Image, None, Tensor.Vector(1f, 1f, 2f, 1.5f)) with { Attributes = a => a.Set("mode", "linear") },
        New("Resize linear to a size", "Resize", Image, None, None, Tensor.Vector<long>(2, 4, 9, 5)) with { Attributes = a => a.Set("mode", "linear") },
        New("Resize linear on corners", "Resize", Image, None, None, Tensor.Vector<long>(2, 4, 11, 7)) with
        {
            Attributes = a => { a.Set("mode", "linear"); a.Set("coordinate_transformation_mode", "align_corners"); },
        },
        New("Resize cubic", "Resize", Image, None, Tensor.Vector(1f, 1f, 2f, 2f)) with { Attributes = a => a.Set("mode", "cubic") },
        New("Upsample", "Upsample", Image, Tensor.Vector(1f, 1f, 2f, 2f)) with { Opset = 9 },
    ];

    private static KernelCase[] Origins() =>
    [
        New("Shape", "Shape", Image) with { OutputType = ElementType.Int64, Smooth = false },
        New("Shape in part", "Shape", Image) with
        {
            OutputType = ElementType.Int64,
            Smooth = false,
            Attributes = a => { a.Set("start", -2); a.Set("end", 10); },
        },
        New("Size", "Size", Image) with { OutputType = ElementType.Int64, Smooth = false },
        New("Cast to integers", "Cast", Image) with { OutputType = ElementType.Int64, Smooth = false, Attributes = a => a.Set("to", (long)ElementType.Int64) },
        New("ConstantOfShape", "ConstantOfShape", Tensor.Vector<long>(2, 3)) with
        {
            Smooth = false,
            Attributes = a => a.Set("value", new GraphAttribute.Constant(Tensor.Vector(1.5f))),
        },
        New("Range", "Range", Tensor.Scalar(1f), Tensor.Scalar(7f), Tensor.Scalar(2.5f)) with { Fed = 3, Smooth = false },
    ];

    private static Tensor None => Tensor.Vector<float>();
}
