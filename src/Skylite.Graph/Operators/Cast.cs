using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Converts its elements to the type <c>to</c>.</summary>
internal sealed class Cast : IOperator, IFoldable
{
    public string OpType => "Cast";

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context)
    {
        var type = (ElementType)context.Attributes.Int("to", 0);
        context.SetOutput(
            0, type.Size() > 0 ? type : throw context.Error($"Skylite does not handle elements of type {type} ({(int)type})."), context.ShapeOf(0));
    }

    public void TieChannels(ChannelTies ties) => AxisTies.TieIdentity(ties);

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs)
    {
        var (x, to) = (inputs[0]!, (ElementType)node.Attributes.Int("to", 0));
        if (x.Type == to)
        {
            return [x];
        }

        var integers = x.Type is not ElementType.UInt64 && !x.Type.IsFloating() && x.Type.Size() <= 8 && x.Type != ElementType.Complex64;
        return (integers, x.Type.IsFloating(), to) switch
        {
            (true, _, ElementType.Float) => [Tensor.Create<float>(Array.ConvertAll(x.ToInt64(), v => (float)v), x.Dimensions)],
            (true, _, ElementType.Double) => [Tensor.Create<double>(Array.ConvertAll(x.ToInt64(), v => (double)v), x.Dimensions)],
            (true, _, ElementType.Int64) => [Tensor.Create<long>(x.ToInt64(), x.Dimensions)],
            (true, _, ElementType.Int32) => [Tensor.Create<int>(Array.ConvertAll(x.ToInt64(), v => unchecked((int)v)), x.Dimensions)],
            (true, _, ElementType.Bool) => [Tensor.Create<bool>(Array.ConvertAll(x.ToInt64(), v => v != 0), x.Dimensions)],
            (_, true, ElementType.Float) => [Tensor.Create<float>(x.ToSingle(), x.Dimensions)],
            (_, true, ElementType.Int64) => [Tensor.Create<long>(Array.ConvertAll(Exact(x), v => (long)v), x.Dimensions)],
            (_, true, ElementType.Int32) => [Tensor.Create<int>(Array.ConvertAll(Exact(x), v => (int)v), x.Dimensions)],
            (_, true, ElementType.Bool) => [Tensor.Create<bool>(Array.ConvertAll(Exact(x), v => v != 0), x.Dimensions)],
            _ => null,
        };
    }

    private static double[] Exact(Tensor x) => x.Type == ElementType.Double ? x.ToArray<double>() : Array.ConvertAll(x.ToSingle(), v => (double)v);
}
