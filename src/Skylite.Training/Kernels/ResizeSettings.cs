namespace Skylite.Training.Kernels;

/// <summary>The attributes of a Resize node, and the selections and weights that follow from them.</summary>
internal sealed class ResizeSettings
{
    private static readonly string[] Transformations =
    [
        "half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "align_corners", "asymmetric", "tf_half_pixel_for_nn", "tf_crop_and_resize",
    ];

    private static readonly string[] Roundings = ["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"];

    private readonly string _transformation;
    private readonly string _rounding;
    private readonly string _aspect;
    private readonly double _cubic;
    private readonly bool _excludesOutside;
    private readonly bool _antialias;
    private readonly long[]? _axes;

    private ResizeSettings(NodeContext node, ResizeMode mode, string transformation, string rounding)
    {
        (Mode, _transformation, _rounding) = (mode, transformation, rounding);
        _aspect = node.Attributes.Text("keep_aspect_ratio_policy", "stretch");
        _cubic = node.Attributes.Float("cubic_coeff_a", -0.75f);
        _excludesOutside = node.Attributes.Int("exclude_outside", 0) != 0;
        _antialias = node.Attributes.Int("antialias", 0) != 0 && mode != ResizeMode.Nearest;
        _axes = node.Attributes.Ints("axes")?.ToArray();
        Extrapolation = node.Attributes.Float("extrapolation_value", 0);
    }

    public ResizeMode Mode { get; }

    /// <summary>What stands where the region lies outside the input.</summary>
    public float Extrapolation { get; }

    /// <summary>Whether a region is cut out while resizing.</summary>
    public bool Crops => _transformation == "tf_crop_and_resize";

    /// <summary>Whether one factor holds for all axes, whatever sizes are asked for.</summary>
    public bool KeepsAspect => _aspect != "stretch";

    public bool AlignsCorners => _transformation == "align_corners";

    public bool IsFloorOfAsymmetric => _transformation == "asymmetric" && _rounding == "floor";

    /// <summary>Whether libtorch interpolates in the same way.</summary>
    public bool IsOfLibtorch =>
        _transformation is "half_pixel" or "pytorch_half_pixel" or "align_corners" && !_antialias
            && !(Mode == ResizeMode.Cubic && (_excludesOutside || _cubic != -0.75));

    public static ResizeSettings Read(NodeContext node)
    {
        var isUpsample = node.Node.OpType == "Upsample";
        var mode = node.Attributes.Text("mode", "nearest") switch
        {
            "nearest" => ResizeMode.Nearest,
            "linear" or "bilinear" => ResizeMode.Linear,
            "cubic" => ResizeMode.Cubic,
            var other => throw node.Refuse($"mode '{other}' is not known."),
        };
        var transformation = isUpsample ? "asymmetric" : node.Attributes.Text("coordinate_transformation_mode", "half_pixel");
        var rounding = isUpsample ? "floor" : node.Attributes.Text("nearest_mode", "round_prefer_floor");
        return Array.IndexOf(Transformations, transformation) < 0 ? throw node.Refuse($"coordinate_transformation_mode '{transformation}' is not known.")
            : Array.IndexOf(Roundings, rounding) < 0 ? throw node.Refuse($"nearest_mode '{rounding}' is not known.")
            : new ResizeSettings(node, mode, transformation, rounding);
    }

    /// <summary>What happens to each named axis.</summary>
    /// <param name="shape">Lengths of the input.</param>
    /// <param name="sizes">Lengths asked for, or <see langword="null"/>.</param>
    /// <param name="scales">Factors asked for, where there are no lengths.</param>
    /// <param name="region">All starts, then all ends, when a region is cut out.</param>
    public ResizeAxis[] Axes(long[] shape, long[]? sizes, float[]? scales, float[]? region)
    {
        var axes = _axes is null ? [.. Enumerable.Range(0, shape.Length)] : Array.ConvertAll(_axes, a => (int)(a < 0 ? a + shape.Length : a));
        if ((sizes?.Length ?? scales?.Length) != axes.Length || (region is not null && region.Length != 2 * axes.Length))
        {
            throw new InvalidDataException(
                $"A Resize of {axes.Length} axes has {sizes?.Length ?? scales?.Length} sizes or scales and a region of {region?.Length ?? 0} numbers.");
        }

        var common = sizes is null || !KeepsAspect ? (float?)null : Common(axes.Select((axis, i) => (float)sizes[i] / shape[axis]));
        return [.. axes.Select((axis, i) =>
        {
            var (start, end) = region is null ? (0f, 1f) : (region[i], region[i + axes.Length]);
            var length = shape[axis];
            var scale = common ?? (sizes is null ? scales![i] : (float)sizes[i] / length);
            var to = common is not null ? (long)Math.Floor((scale * length) + 0.5)
                : sizes?[i] ?? (long)MathF.Floor(length * scale);
            return new ResizeAxis(axis, checked((int)length), checked((int)to), scale, start, end);
        })];
    }

    /// <summary>For each element of the result the index of the nearest element.</summary>
    public long[] Nearest(ResizeAxis axis)
    {
        var indices = new long[axis.To];
        for (var i = 0; i < indices.Length; i++)
        {
            var at = axis.Coordinate(i, _transformation);
            var nearest = _rounding switch
            {
                "floor" => MathF.Floor(at),
                "ceil" => MathF.Ceiling(at),
                "round_prefer_ceil" => MathF.Floor(at + 0.5f),
                _ => MathF.Ceiling(at - 0.5f),
            };
            indices[i] = Math.Clamp((long)nearest, 0, axis.From - 1);
        }

        return indices;
    }

    /// <summary>The weights of all elements for all elements of the result, From × To.</summary>
    /// <remarks>
    /// Against aliasing the function is stretched by how much the axis shrinks. Weights of elements beyond the ends go to the outermost elements,
    /// or are left out.
    /// </remarks>
    public double[] Weights(ResizeAxis axis)
    {
        var weights = new double[axis.From * axis.To];
        var stretch = _antialias ? Math.Min(axis.Scale, 1) : 1;
        var first = (int)Math.Floor((Mode == ResizeMode.Linear ? -1 : -2) / stretch) + 1;
        var window = new double[2 - (2 * first)];
        for (var i = 0; i < axis.To; i++)
        {
            var at = (double)axis.Coordinate(i, _transformation);
            var (whole, sum) = ((int)Math.Floor(at), 0.0);
            for (var k = 0; k < window.Length; k++)
            {
                var from = whole + first + k;
                window[k] = _excludesOutside && (from < 0 || from >= axis.From) ? 0 : Weight(stretch * (from - at));
                sum += window[k];
            }

            for (var k = 0; k < window.Length; k++)
            {
                weights[(Math.Clamp(whole + first + k, 0, axis.From - 1) * axis.To) + i] += window[k] / sum;
            }
        }

        return weights;
    }

    /// <summary>For each element of the result whether it lies outside the input.</summary>
    public bool[] Outside(ResizeAxis axis) =>
        [.. Enumerable.Range(0, axis.To).Select(i => axis.Coordinate(i, _transformation) is var at && (at < 0 || at > axis.From - 1))];

    private float Common(IEnumerable<float> scales) => _aspect == "not_larger" ? scales.Min() : scales.Max();

    // Keys, 1981, for the cubic function.
    private double Weight(double distance)
    {
        var d = Math.Abs(distance);
        return Mode == ResizeMode.Linear ? Math.Max(0, 1 - d)
            : d <= 1 ? ((((_cubic + 2) * d) - (_cubic + 3)) * d * d) + 1
            : d < 2 ? (((((d - 5) * d) + 8) * d) - 4) * _cubic
            : 0;
    }
}
