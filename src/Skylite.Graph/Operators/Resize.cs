using Skylite.Graphs.Channels.Rules;
using Skylite.Graphs.Channels;

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
        var result = x.ToArray();
        if (context.Node.HasInput(3))
        {
            var sizes = context.ElementsOf(3);
            Expect(context, sizes?.Count, axes.Length);
            for (var i = 0; i < axes.Length; i++)
            {
                result[axes[i]] = sizes?[i].ToDimension() ?? Dimension.Unknown;
            }
        }
        else
        {
            var scales = context.ConstantOf(2)?.ToSingle();
            Expect(context, scales?.Length, axes.Length);
            for (var i = 0; i < axes.Length; i++)
            {
                result[axes[i]] = scales is null ? Dimension.Unknown : Scale(x[axes[i]], scales[i]);
            }
        }

        context.SetOutput(new Shape(result));
    }

    public void TieChannels(ChannelTies ties) => AxisTies.TieResize(ties);

    private static Dimension Scale(Dimension length, float scale) =>
        length.IsKnown ? (long)Math.Floor((double)length.Length * scale)
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
