using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Operators that combine two or more inputs element by element, stretching axes of length 1: arithmetic, comparison, logic.</summary>
/// <param name="opType">The operator's name.</param>
/// <param name="arity">How many inputs it takes.</param>
/// <param name="result">Element type of the output; the first input's when it is left out.</param>
internal sealed class BroadcastElementwise(string opType, Arity arity, ElementType? result = null) : IOperator, IFoldable
{
    public string OpType => opType;

    public Arity Arity => arity;

    public void InferShapes(ShapeContext context)
    {
        for (var i = 1; i < context.Node.Inputs.Count; i++)
        {
            var (first, other) = (context.TypeOf(0), context.TypeOf(i));
            if (first != other && first != ElementType.Undefined && other != ElementType.Undefined && opType is not ("Pow" or "BitShift"))
            {
                throw context.Error("the element types differ.");
            }
        }

        context.SetOutput(0, result ?? context.TypeOf(0), Broadcasting.Combine(context));
    }

    public void TieChannels(ChannelTies ties) => ties.ElementWise(opType is "Div" or "Pow" or "Mod" ? 1 : -1);

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs)
    {
        var folded = node.Attributes.Int("fmod", 0) == 0 ? inputs[0] : null;
        for (var i = 1; i < inputs.Count && folded is not null; i++)
        {
            folded = inputs[i] is { } next ? TensorArithmetic.Compute(opType, folded, next) : null;
        }

        return folded is null ? null : [folded];
    }
}
