using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>
/// Matrix product with bias: alpha·A'·B' + beta·C, where A is [M, K] and B is [K, N] after the transpositions that transA and transB ask for.
/// </summary>
internal sealed class Gemm : IOperator
{
    public string OpType => "Gemm";

    public Arity Arity => new(2, 3);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0, 2) is not { } a || context.ShapeOf(1, 2) is not { } b)
        {
            context.SetOutput(null);
            return;
        }

        var (transA, transB) = (context.Attributes.Int("transA", 0) != 0, context.Attributes.Int("transB", 0) != 0);
        var (inner, other) = (a[transA ? 0 : 1], b[transB ? 1 : 0]);
        if (inner.IsKnown && other.IsKnown && inner != other)
        {
            throw context.Error($"the inner lengths {inner} and {other} differ.");
        }

        var result = new Shape(a[transA ? 1 : 0], b[transB ? 0 : 1]);
        if (context.ShapeOf(2) is { } c && (c.Rank > 2 || Broadcasting.Combine(result, c) is null))
        {
            throw context.Error("the bias does not broadcast to the product.");
        }

        context.SetOutput(result);
    }

    public void TieChannels(ChannelTies ties) => MatrixTies.TieGemm(ties);

    public long Macs(Node node)
    {
        var inner = node.Input(0).KnownShape[node.Attributes.Int("transA", 0) != 0 ? 0 : 1];
        return checked(node.Output(0).KnownShape.ElementCount * inner.Length);
    }
}
