using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Joins its inputs along one axis.</summary>
internal sealed class Concat : IOperator, IFoldable
{
    public string OpType => "Concat";

    public Arity Arity => new(1, Arity.Many);

    public void InferShapes(ShapeContext context)
    {
        var shapes = Enumerable.Range(0, context.Node.Inputs.Count).Select(i => context.ShapeOf(i)).ToArray();
        if (shapes.OfType<Shape>().FirstOrDefault() is not { } first)
        {
            context.SetOutput(null);
            return;
        }

        var axis = first.Axis(context.Attributes.Contains("axis") ? context.Attributes.Int("axis", 0) : throw context.Error("attribute 'axis' is missing."));
        var result = first.ToArray();
        var sum = SymbolicInteger.Of(0);
        foreach (var shape in shapes)
        {
            sum += shape is null ? SymbolicInteger.Unknown : SymbolicInteger.Of(shape[axis]);
            for (var i = 0; shape is not null && i < result.Length; i++)
            {
                if (shape.Rank != result.Length || (i != axis && shape[i].IsKnown && result[i].IsKnown && shape[i] != result[i]))
                {
                    throw context.Error($"the inputs must have the same shape but for axis {axis}.");
                }

                result[i] = shape[i].IsKnown ? shape[i] : result[i];
            }
        }

        result[axis] = sum.ToDimension();
        context.SetOutput(new Shape(result));
    }

    public void TieChannels(ChannelTies ties) => ConcatTies.Tie(ties);

    public bool Moves(int input) => true;

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs)
    {
        if (inputs.Any(i => i is null || i.Type != inputs[0]!.Type))
        {
            return null;
        }

        var parts = inputs.OfType<Tensor>().ToArray();
        var axis = parts[0].Shape.Axis(node.Attributes.Int("axis", 0));
        var dimensions = parts[0].Dimensions.ToArray();
        dimensions[axis] = parts.Sum(p => p.Dimensions[axis]);
        long rows = 1;
        foreach (var length in dimensions.AsSpan(0, axis))
        {
            rows *= length;
        }

        using var bytes = new MemoryStream();
        for (long row = 0; row < rows; row++)
        {
            foreach (var part in parts)
            {
                var run = (int)(part.Bytes.Length / rows);
                bytes.Write(part.Bytes.Span.Slice((int)row * run, run));
            }
        }

        return [new Tensor(parts[0].Type, dimensions, bytes.ToArray())];
    }
}
