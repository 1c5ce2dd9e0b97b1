using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Picks indices along one axis (default 0): data, indices → data's shape with that axis replaced by the indices' shape.</summary>
internal sealed class Gather : IOperator, IFoldable
{
    public string OpType => "Gather";

    public Arity Arity => Arity.Of(2);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is not { } data || context.ShapeOf(1) is not { } indices)
        {
            context.SetOutput(null);
            return;
        }

        var axis = data.Axis(context.Attributes.Int("axis", 0));
        if (data[axis].IsKnown && context.IntegersOf(1) is { } chosen && Array.Exists(chosen, i => i < -data[axis].Length || i >= data[axis].Length))
        {
            throw context.Error($"an index lies outside axis {axis} of length {data[axis]}.");
        }

        context.SetOutput(new Shape([.. data.Take(axis), .. indices, .. data.Skip(axis + 1)]));
    }

    public void TieChannels(ChannelTies ties) => TakeTies.TieGather(ties);

    public bool Moves(int input) => input == 0;

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs)
    {
        var (data, indices) = (inputs[0]!, inputs[1]!);
        var axis = data.Shape.Axis(node.Attributes.Int("axis", 0));
        var length = data.Dimensions[axis];
        var chosen = indices.ToInt64();
        if (Array.Exists(chosen, i => i < -length || i >= length))
        {
            return null;
        }

        var block = data.Type.Size() * Shape.Of(data.Dimensions[(axis + 1)..]).ElementCount;
        var rows = Shape.Of(data.Dimensions[..axis]).ElementCount;
        var bytes = new byte[checked((int)(rows * chosen.Length * block))];
        var at = 0;
        for (long row = 0; row < rows; row++)
        {
            foreach (var index in chosen)
            {
                var from = ((row * length) + (index < 0 ? index + length : index)) * block;
                data.Bytes.Span.Slice((int)from, (int)block).CopyTo(bytes.AsSpan(at));
                at += (int)block;
            }
        }

        return [new Tensor(data.Type, [.. data.Dimensions[..axis], .. indices.Dimensions, .. data.Dimensions[(axis + 1)..]], bytes)];
    }
}
