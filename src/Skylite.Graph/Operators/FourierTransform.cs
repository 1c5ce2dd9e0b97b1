using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Discrete Fourier transform along one axis (ONNX's DFT): […, 1 or 2], length → […, 2].</summary>
internal sealed class FourierTransform : IOperator
{
    public string OpType => "DFT";

    public Arity Arity => new(1, 2);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is not { Rank: > 1 } x)
        {
            context.SetOutput(null);
            return;
        }

        var axis = x.Axis(context.Attributes.Int("axis", 1));
        var length = !context.Node.HasInput(1) ? x[axis] : context.IntegersOf(1) is [var only] ? only : Dimension.Unknown;
        if (context.Attributes.Int("onesided", 0) != 0)
        {
            length = length.IsKnown ? (length.Length / 2) + 1 : Dimension.Unknown;
        }

        context.SetOutput(x.With(axis, length).With(x.Rank - 1, 2));
    }

    public void TieChannels(ChannelTies ties)
    {
        var rank = ties.ShapeOf(0)?.Rank ?? 0;
        var axis = ties.Node.Attributes.Int("axis", 1);
        AxisTies.TieExcept(ties, a => a == axis || a == axis + rank || a == rank - 1, "transforms along this axis");
    }
}
