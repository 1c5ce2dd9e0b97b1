using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Samples its input at another size: X, region of interest, scales, sizes (one of the last two).</summary>
internal sealed class Resize : IOperator
{
    public string OpType => "Resize";

    public Arity Arity => new(1, 4);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is not { } x)
        {
            context.SetOutput(null);
            return;
        }

        var axes = context.Attributes.Ints("axes")?.Select(x.Axis).ToArray() ?? Enumerable.Range(0, x.Rank).ToArray();
        var lengths = context.Node.HasInput(3) ? FromSizes(context, x, axes) : FromScales(context, x, axes);
        var result = x.ToArray();
        for (var i = 0; i < axes.Length; i++)
        {
            result[axes[i]] = lengths[i];
        }

        context.SetOutput(new Shape(result));
    }

    public void TieChannels(ChannelTies ties) => AxisTies.TieResize(ties);

    private static Dimension[] FromSizes(ShapeContext context, Shape x, int[] axes)
    {
        var sizes = context.ElementsOf(3);
        Expect(context, sizes?.Count, axes.Length);
        var lengths = axes.Select((_, i) => sizes?[i].ToDimension() ?? Dimension.Unknown).ToArray();
        var policy = context.Attributes.Text("keep_aspect_ratio_policy", "stretch");
        if (policy == "stretch" || !Array.TrueForAll(axes, a => x[a].IsKnown && x[a].Length > 0) || !Array.TrueForAll(lengths, l => l.IsKnown))
        {
            return policy == "stretch" ? lengths : Array.ConvertAll(lengths, _ => Dimension.Unknown);
        }

        var scales = axes.Select((a, i) => (float)lengths[i].Length / x[a].Length).ToArray();
        var scale = policy == "not_larger" ? scales.Min() : scales.Max();
        return [.. axes.Select(a => (Dimension)(long)Math.Floor((scale * x[a].Length) + 0.5))];
    }

    private static Dimension[] FromScales(ShapeContext context, Shape x, int[] axes)
    {
        var scales = context.ConstantOf(2)?.ToSingle();
        Expect(context, scales?.Length, axes.Length);
        // runtimes differ over whether the region counts
        var crops = context.Attributes.Text("coordinate_transformation_mode", "half_pixel") == "tf_crop_and_resize";
        return [.. axes.Select((a, i) => scales is null || crops ? Dimension.Unknown : Scale(x[a], scales[i]))];
    }

    // In 32-bit arithmetic, as the standard's own shape inference and the runtimes do it.
    private static Dimension Scale(Dimension length, float scale) =>
        length.IsKnown ? (long)MathF.Floor(length.Length * scale)
            : scale > 0 && scale == MathF.Floor(scale) ? (SymbolicInteger.Of(length) * SymbolicInteger.Of((long)scale)).ToDimension()
            : Dimension.Unknown;

    private static void Expect(ShapeContext context, int? count, int axes)
    {
        if (count is { } given && given != axes)
        {
            throw context.Error($"{given} scales or sizes for {axes} axes.");
        }
    }
}
