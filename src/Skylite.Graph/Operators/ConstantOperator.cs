namespace Skylite.Graphs.Operators;

/// <summary>A tensor that stands in the node itself (ONNX's Constant).</summary>
internal sealed class ConstantOperator : IOperator, IFoldable
{
    public string OpType => "Constant";

    public Arity Arity => Arity.Of(0);

    public void InferShapes(ShapeContext context)
    {
        var value = Value(context.Node) ?? throw context.Error("it holds no dense tensor of numbers.");
        context.SetOutput(0, value.Type, value.Shape);
    }

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs) => Value(node) is { } value ? [value] : null;

    private static Tensor? Value(Node node)
    {
        var attributes = node.Attributes;
        return attributes.Tensor("value") is { } tensor ? tensor
            : attributes.Floats("value_floats") is { } floats ? Tensor.Vector<float>([.. floats])
            : attributes.Ints("value_ints") is { } ints ? Tensor.Vector<long>([.. ints])
            : attributes.Contains("value_float") ? Tensor.Scalar(attributes.Float("value_float", 0))
            : attributes.Contains("value_int") ? Tensor.Scalar(attributes.Int("value_int", 0))
            : null;
    }
}
