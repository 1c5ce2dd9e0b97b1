namespace Skylite.Graphs.Operators;

/// <summary>A tensor of the given shape, filled with one number (default: float 0).</summary>
internal sealed class ConstantOfShape : IOperator, IFoldable
{
    private const long Largest = 1 << 20;

    public string OpType => "ConstantOfShape";

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context)
    {
        var shape = context.ElementsOf(0) is { } wanted ? new Shape([.. wanted.Select(w => w.ToDimension())]) : null;
        context.SetOutput(0, context.Attributes.Tensor("value")?.Type ?? ElementType.Float, shape);
    }

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs)
    {
        var lengths = inputs[0]!.ToInt64();
        var value = node.Attributes.Tensor("value") ?? Tensor.Vector(0f);
        return Shape.Of(lengths).ElementCount <= Largest ? [StridedCopy.Expand(value.Reshape(), lengths)] : null;
    }
}
