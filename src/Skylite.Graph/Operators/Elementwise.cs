using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Operators of one input that treat every element alike: activations, roots, rounding.</summary>
/// <param name="opType">The operator's name.</param>
/// <param name="result">Element type of the output; the input's when it is left out.</param>
/// <param name="compute">The function, where shape arithmetic needs it.</param>
internal sealed class Elementwise(string opType, ElementType? result = null, Func<double, double>? compute = null) : IOperator, IFoldable
{
    public string OpType => opType;

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context) => context.SetOutput(0, result ?? context.TypeOf(0), context.ShapeOf(0));

    public void TieChannels(ChannelTies ties) => ties.ElementWise();

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs)
    {
        if (opType == "Not" && inputs[0] is { Type: ElementType.Bool } truth)
        {
            return [TensorArithmetic.Map<bool, bool>(truth, v => !v)];
        }

        if (compute is null || inputs[0] is not { } x || result is not null)
        {
            return null;
        }

        return x.Type switch
        {
            ElementType.Float => [TensorArithmetic.Map<float, float>(x, v => (float)compute(v))],
            ElementType.Double => [TensorArithmetic.Map(x, compute)],
            _ => null,
        };
    }
}
