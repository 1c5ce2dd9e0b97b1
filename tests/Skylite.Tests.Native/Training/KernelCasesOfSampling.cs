using Skylite.Graphs;
using static Skylite.Tests.Native.Training.KernelCases;
using static Skylite.Tests.Native.Training.OrtOracle;

namespace Skylite.Tests.Native.Training;

/// <summary>Cases of the kernels that read between elements or at places that are computed.</summary>
internal static class KernelCasesOfSampling
{
    private static readonly Tensor Image = Spread(1, 2, 4, 6, 4);
    private static readonly Tensor Plane = Spread(2, 1, 1, 7, 5);
    private static readonly Tensor None = Tensor.Vector<float>();

    private static readonly Tensor Regions = Tensor.Create<float>([1, 1, 9, 6.5f, 0, 2, 4, 11, -3, -2, 5, 5, 3, 3, 3.2f, 3.1f, 6, 1, 20, 30], 5, 4);

    public static KernelCase[] All { get; } =
    [
        .. Interpolations(), .. Nearests(), .. Crops(), .. Grids(), .. RegionsOfInterest(), .. Deformed(), .. Norms(), .. Marks(),
    ];

    private static IEnumerable<KernelCase> Interpolations() =>
        from mode in new[] { "linear", "cubic" }
        from transformation in new[] { "half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric", "half_pixel_symmetric" }
        from size in new[] { new long[] { 1, 1, 11, 9 }, [1, 1, 3, 8], [1, 1, 1, 2] }
        select ToSize(
            $"Resize {mode} {transformation} to {size[2]} × {size[3]}",
            size,
            a => { a.Set("mode", mode); a.Set("coordinate_transformation_mode", transformation); });

    private static IEnumerable<KernelCase> Nearests() =>
        from transformation in new[] { "half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric", "half_pixel_symmetric" }
        from rounding in new[] { "round_prefer_floor", "round_prefer_ceil", "floor", "ceil" }
        from size in new[] { new long[] { 1, 1, 10, 9 }, [1, 1, 3, 8] }
        select ToSize(
            $"Resize nearest {transformation} {rounding} to {size[2]} × {size[3]}",
            size,
            a => { a.Set("coordinate_transformation_mode", transformation); a.Set("nearest_mode", rounding); });

    private static KernelCase[] Crops() =>
    [
        .. from mode in new[] { "nearest", "linear", "cubic" }
           select New(
               $"Resize {mode} of a region", "Resize", Plane, Tensor.Vector(0, 0, 0.4f, -0.2f, 1, 1, 1.2f, 0.7f), None, Tensor.Vector<long>(1, 1, 6, 4)) with
           {
               Attributes = a => { a.Set("mode", mode); a.Set("coordinate_transformation_mode", "tf_crop_and_resize"); a.Set("extrapolation_value", 3.5f); },
           },
        .. from exclude in new long[] { 0, 1 }
           from mode in new[] { "linear", "cubic" }
           where exclude == 0 || mode == "cubic"
           from size in new[] { new long[] { 1, 1, 3, 2 }, [1, 1, 11, 3] }
           select ToSize($"Resize {mode} against aliasing to {size[2]} × {size[3]}, outside {(exclude == 1 ? "left out" : "repeated")}", size, a =>
           {
               a.Set("mode", mode);
               a.Set("antialias", 1);
               a.Set("exclude_outside", exclude);
           }),
        ToSize(
            "Resize cubic of another coefficient, outside left out",
            [1, 1, 12, 4],
            a => { a.Set("mode", "cubic"); a.Set("cubic_coeff_a", -0.5f); a.Set("exclude_outside", 1); }),
        New("Resize by scales that do not divide", "Resize", Plane, None, Tensor.Vector(1f, 1f, 0.6f, 1.7f)) with { Attributes = a => a.Set("mode", "linear") },
        New("Resize of named axes", "Resize", Plane, None, None, Tensor.Vector<long>(9, 4)) with
        {
            Opset = 18,
            Attributes = a => { a.Set("axes", [3, 2]); a.Set("mode", "linear"); },
        },
        New("Resize no larger", "Resize", Plane, None, None, Tensor.Vector<long>(9, 9)) with
        {
            Opset = 18,
            Attributes = a => { a.Set("axes", [2, 3]); a.Set("keep_aspect_ratio_policy", "not_larger"); },
        },
        New("Resize no smaller", "Resize", Plane, None, None, Tensor.Vector<long>(9, 9)) with
        {
            Opset = 18,
            Attributes = a => { a.Set("axes", [2, 3]); a.Set("mode", "linear"); a.Set("keep_aspect_ratio_policy", "not_smaller"); },
        },
        New("Resize of a signal", "Resize", Noise(1, 2, 3, 7), None, Tensor.Vector(1f, 1f, 2.5f)) with { Attributes = a => a.Set("mode", "linear") },
        New("Resize of a volume", "Resize", Noise(1, 1, 2, 3, 4, 5), None, None, Tensor.Vector<long>(1, 2, 6, 3, 7)) with
        {
            Attributes = a => a.Set("mode", "linear"),
        },
        New("Resize of bytes", "Resize", Tensor.Create<byte>([1, 2, 3, 4, 5, 6], 1, 1, 2, 3), None, Tensor.Vector(1f, 1f, 2f, 3f)) with
        {
            OutputType = ElementType.UInt8,
            Smooth = false,
        },
    ];

    private static KernelCase[] Grids() =>
    [
        .. from mode in new[] { "bilinear", "nearest", "bicubic" }
           from padding in new[] { "zeros", "border", "reflection" }
           from corners in new long[] { 0, 1 }
           select New($"GridSample {mode}, {padding}, {(corners == 1 ? "corners aligned" : "pixel centres")}", "GridSample", Image, Noise(3, 2, 3, 3, 2)) with
           {
               Attributes = a => { a.Set("mode", mode); a.Set("padding_mode", padding); a.Set("align_corners", corners); },
           },
        New("GridSample of a volume", "GridSample", Noise(1, 1, 2, 3, 4, 5), Noise(3, 1, 2, 3, 2, 3)) with
        {
            Opset = 20,
            Attributes = a => a.Set("mode", "linear"),
        },
        New("GridSample of a volume, nearest", "GridSample", Noise(1, 1, 2, 3, 4, 5), Noise(3, 1, 2, 3, 2, 3)) with
        {
            Opset = 20,
            Attributes = a => { a.Set("mode", "nearest"); a.Set("padding_mode", "border"); },
        },
    ];

    private static KernelCase[] RegionsOfInterest() =>
    [
        .. from mode in new[] { "avg", "max" }
           from transformation in new[] { "half_pixel", "output_half_pixel" }
           from samples in new long[] { 0, 2 }
           select New(
               $"RoiAlign {mode} {transformation}, {samples} samples", "RoiAlign", Spread(1, 2, 3, 9, 8), Regions, Tensor.Vector<long>(1, 0, 1, 0, 0)) with
           {
               Attributes = a =>
               {
                   a.Set("mode", mode);
                   a.Set("coordinate_transformation_mode", transformation);
                   a.Set("sampling_ratio", samples);
                   a.Set("spatial_scale", 0.75f);
                   a.Set("output_height", 3);
                   a.Set("output_width", 2);
               },
           },
    ];

    private static KernelCase[] Deformed() =>
    [
        New("DeformConv", "DeformConv", Image, Noise(3, 6, 4, 3, 3), Offsets(4, 2, 18, 4, 2), Noise(5, 6)) with { Opset = 19 },
        New(
            "DeformConv with groups and mask, strided", "DeformConv", Image, Noise(3, 6, 2, 3, 2), Offsets(4, 2, 24, 3, 5), Noise(5, 6),
            Noise(6, 2, 12, 3, 5)) with
        {
            Attributes = a => { a.Set("group", 2); a.Set("offset_group", 2); a.Set("strides", [2, 1]); a.Set("pads", [1, 1, 1, 1]); },
        },
        New("DeformConv dilated, one offset group, without bias", "DeformConv", Image, Noise(3, 4, 1, 2, 2), Offsets(4, 2, 8, 6, 4)) with
        {
            Attributes = a => { a.Set("group", 4); a.Set("dilations", [2, 2]); a.Set("pads", [1, 1, 1, 1]); },
        },
    ];

    private static KernelCase[] Norms() =>
    [
        New("LpPool", "LpPool", Image) with { Attributes = a => { a.Set("kernel_shape", [3, 2]); a.Set("strides", [2, 1]); a.Set("pads", [1, 0, 1, 1]); } },
        New("LpPool of the third norm, same-lower", "LpPool", Image) with
        {
            Attributes = a => { a.Set("kernel_shape", [2, 3]); a.Set("p", 3); a.Set("auto_pad", "SAME_LOWER"); a.Set("strides", [2, 2]); },
        },
        New("LpPool dilated", "LpPool", Image) with { Attributes = a => { a.Set("kernel_shape", [2, 2]); a.Set("dilations", [2, 1]); a.Set("p", 1); } },
        New("LpPool of a signal", "LpPool", Noise(1, 2, 3, 8)) with { Attributes = a => a.Set("kernel_shape", [3]) },
        New("GlobalLpPool", "GlobalLpPool", Image) with { Attributes = a => a.Set("p", 3) },
        New("Einsum without an arrow", "Einsum", Noise(1, 3, 4), Noise(2, 4, 5)) with { Attributes = a => a.Set("equation", "ij, jk") },
        New("Einsum with leading axes", "Einsum", Noise(1, 2, 3, 4, 5), Noise(2, 2, 3, 5, 2)) with
        {
            Attributes = a => a.Set("equation", "...ij,...jk->...ik"),
        },
    ];

    private static KernelCase[] Marks() =>
    [
        New("OneHot", "OneHot", Tensor.Create<long>([0, -1, 3, 7, -5, 2], 2, 3), Tensor.Scalar(5L), Tensor.Vector(0.5f, 2f)) with
        {
            Smooth = false,
            Attributes = a => a.Set("axis", 1),
        },
        New("OneHot along the last axis", "OneHot", Tensor.Vector<long>(1, 0), Tensor.Vector(3L), Tensor.Vector<long>(0, 1)) with
        {
            Smooth = false,
            OutputType = ElementType.Int64,
        },
        New("NonZero", "NonZero", Tensor.Create<float>([0, 1, 0, 2, -3, 0], 2, 3)) with { Smooth = false, OutputType = ElementType.Int64 },
        New("Unique", "Unique", Tensor.Vector(2f, 1f, 1f, 3f, 4f, 3f)) with { Outputs = 4, SecondType = ElementType.Int64, Smooth = false },
        New("Unique, unsorted", "Unique", Tensor.Vector(2f, 1f, 1f, 3f, 4f, 3f)) with
        {
            Outputs = 4,
            SecondType = ElementType.Int64,
            Smooth = false,
            Attributes = a => a.Set("sorted", 0),
        },
        New("Unique along an axis", "Unique", Tensor.Create<float>([1, 0, 0, 1, 0, 0, 2, 3, 4], 3, 3)) with
        {
            Outputs = 4,
            SecondType = ElementType.Int64,
            Smooth = false,
            Attributes = a => a.Set("axis", 0),
        },
    ];

    private static KernelCase ToSize(string name, long[] size, Action<AttributeMap> attributes) =>
        New(name, "Resize", Plane, None, None, Tensor.Vector<long>(size)) with { Attributes = attributes };

    // Small offsets whose sums with whole pixels stay away from whole pixels, where the slope jumps.
    private static Tensor Offsets(int seed, params long[] shape) =>
        Tensor.Create<float>(Array.ConvertAll(Noise(seed, shape).ToArray<float>(), v => 0.25f + (0.2f * v)), shape);
}
