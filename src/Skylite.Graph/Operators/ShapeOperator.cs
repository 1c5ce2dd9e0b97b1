using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>The axis lengths of its input as a vector, from axis <c>start</c> up to <c>end</c> (ONNX's Shape).</summary>
internal sealed class ShapeOperator : IOperator, IFoldable
{
    public string OpType => "Shape";

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context) =>
        context.SetOutput(0, ElementType.Int64, new Shape(context.ShapeOf(0) is { } x ? Select(context.Node, x).Length : Dimension.Unknown));

    public void TieChannels(ChannelTies ties) => AxisTies.TieShape(ties);

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs) =>
        inputs[0] is { } x ? [Tensor.Vector<long>(Array.ConvertAll(Select(node, x.Shape), d => d.Length))] : null;

    /// <summary>The lengths that the node gives for an input of this shape.</summary>
    public static Dimension[] Select(Node node, Shape shape)
    {
        var (start, count) = Slice.Range(shape.Rank, node.Attributes.Int("start", 0), node.Attributes.Int("end", long.MaxValue), 1);
        return [.. shape.Skip((int)start).Take((int)count)];
    }
}
