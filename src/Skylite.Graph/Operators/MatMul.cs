using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Matrix product over the last two axes, the leading axes broadcast: A […, M, K], B […, K, N] → […, M, N].</summary>
/// <param name="opType">The operator's name: MatMul, or its integer forms MatMulInteger and QLinearMatMul.</param>
/// <param name="second">Which input is B.</param>
/// <param name="arity">How many inputs it takes.</param>
/// <param name="result">Element type of the output; A's when it is left out.</param>
internal sealed class MatMul(string opType, int second, Arity arity, ElementType? result = null) : IOperator
{
    public string OpType => opType;

    public Arity Arity => arity;

    public void InferShapes(ShapeContext context)
    {
        var type = result ?? context.TypeOf(opType == "QLinearMatMul" ? 7 : 0);
        if (context.ShapeOf(0) is not { } a || context.ShapeOf(second) is not { } b)
        {
            context.SetOutput(0, type, null);
            return;
        }

        if (a.Rank == 0 || b.Rank == 0)
        {
            throw context.Error("a scalar cannot be multiplied as a matrix.");
        }

        var (inner, other) = (a[a.Rank - 1], b[Math.Max(0, b.Rank - 2)]);
        if (inner.IsKnown && other.IsKnown && inner != other)
        {
            throw context.Error($"the inner lengths {inner} and {other} differ.");
        }

        var lead = Broadcasting.Combine(new Shape([.. a.SkipLast(2)]), new Shape([.. b.SkipLast(2)]))
            ?? throw context.Error("the leading axes do not broadcast.");
        var rows = a.Rank > 1 ? a.Skip(a.Rank - 2).Take(1) : [];
        var columns = b.Rank > 1 ? b.TakeLast(1) : [];
        context.SetOutput(0, type, new Shape([.. lead, .. rows, .. columns]));
    }

    public void TieChannels(ChannelTies ties)
    {
        if (opType == "MatMul")
        {
            MatrixTies.TieMatMul(ties);
        }
        else
        {
            ties.PinAll("computes in integers: remove channels before quantising");
        }
    }

    public long Macs(Node node)
    {
        var a = node.Input(0).KnownShape;
        return checked(node.Output(0).KnownShape.ElementCount * a[a.Rank - 1].Length);
    }
}
