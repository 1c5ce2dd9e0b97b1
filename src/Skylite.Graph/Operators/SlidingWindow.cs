namespace Skylite.Graphs.Operators;

/// <summary>The geometry of a window that slides over spatial axes: kernel, strides, dilations and pads of convolutions and poolings.</summary>
internal sealed class SlidingWindow
{
    private readonly string _autoPad;
    private readonly bool _ceil;

    /// <summary>Reads the geometry from a node's attributes.</summary>
    /// <param name="context">The node.</param>
    /// <param name="kernel">Kernel lengths, one per spatial axis.</param>
    public SlidingWindow(ShapeContext context, long[] kernel)
    {
        var axes = kernel.Length;
        Kernel = kernel;
        Strides = Read(context, "strides", axes, 1);
        Dilations = Read(context, "dilations", axes, 1);
        Pads = Read(context, "pads", 2 * axes, 0);
        _autoPad = context.Attributes.Text("auto_pad", "NOTSET");
        _ceil = context.Attributes.Int("ceil_mode", 0) != 0;
        if (Array.Exists(Kernel, k => k < 1) || Array.Exists(Strides, s => s < 1) || Array.Exists(Dilations, d => d < 1))
        {
            throw context.Error("kernel lengths, strides and dilations must be positive.");
        }

        if (_autoPad == "VALID")
        {
            Array.Clear(Pads);
        }
    }

    public long[] Kernel { get; }

    public long[] Strides { get; }

    public long[] Dilations { get; }

    /// <summary>Pads before each axis, then after each axis.</summary>
    public long[] Pads { get; }

    public bool IsSame => _autoPad is "SAME_UPPER" or "SAME_LOWER";

    /// <summary>Positions of the window along one axis.</summary>
    public Dimension Slide(ShapeContext context, Dimension length, int axis)
    {
        var reach = ((Kernel[axis] - 1) * Dilations[axis]) + 1;
        var (stride, pads) = (Strides[axis], Pads[axis] + Pads[axis + Kernel.Length]);
        if (stride == 1 && (IsSame || pads == reach - 1))
        {
            return length;
        }

        if (!length.IsKnown)
        {
            return Dimension.Unknown;
        }

        if (IsSame)
        {
            return (length.Length + stride - 1) / stride;
        }

        var room = length.Length + pads - reach;
        if (room < 0)
        {
            throw context.Error($"the window of {reach} is longer than axis {axis + 2} of {length} with pads {pads}.");
        }

        var positions = ((room + (_ceil ? stride - 1 : 0)) / stride) + 1;
        // a window that would start in the padding behind the end is left out, as PyTorch does and later ONNX versions say
        return _ceil && (positions - 1) * stride >= length.Length + Pads[axis] ? positions - 1 : positions;
    }

    /// <summary>An attribute of so many integers, each the same when it is not set.</summary>
    public static long[] Read(ShapeContext context, string name, int count, long otherwise)
    {
        var values = context.Attributes.Ints(name) ?? Enumerable.Repeat(otherwise, count).ToArray();
        return values.Count == count ? [.. values] : throw context.Error($"attribute '{name}' must hold {count} integers.");
    }
}
