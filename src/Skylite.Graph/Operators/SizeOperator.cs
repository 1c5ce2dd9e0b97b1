namespace Skylite.Graphs.Operators;

/// <summary>Number of elements of its input, as a scalar (ONNX's Size).</summary>
internal sealed class SizeOperator : IOperator, IFoldable
{
    public string OpType => "Size";

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context) => context.SetOutput(0, ElementType.Int64, Shape.Scalar);

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs) => inputs[0] is { } x ? [Tensor.Scalar(x.Count)] : null;
}
