namespace Skylite.Graphs.Operators;

/// <summary>Numbers from start up to limit in steps of delta (ONNX's Range).</summary>
internal sealed class RangeOperator : IOperator, IFoldable
{
    private const long Longest = 1 << 20;

    public string OpType => "Range";

    public Arity Arity => Arity.Of(3);

    public void InferShapes(ShapeContext context)
    {
        var length = Dimension.Unknown;
        if (context.ElementsOf(0) is [{ Number: 0 }] && context.ElementsOf(1) is [var limit] && context.ElementsOf(2) is [{ Number: 1 }])
        {
            length = limit.Number < 0 ? 0 : limit.ToDimension();
        }
        else if (context.ConstantOf(0) is { } start && context.ConstantOf(1) is { } end && context.ConstantOf(2) is { } delta)
        {
            length = Count(start, end, delta) ?? Dimension.Unknown;
        }

        context.SetOutput(new Shape(length));
    }

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs)
    {
        var start = inputs[0]!;
        if (start.Type != ElementType.Int64 || Count(start, inputs[1]!, inputs[2]!) is not { IsKnown: true, Length: <= Longest } count)
        {
            return null;
        }

        var (first, delta) = (start.ToInt64()[0], inputs[2]!.ToInt64()[0]);
        var values = new long[count.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = first + (i * delta);
        }

        return [Tensor.Vector<long>(values)];
    }

    private static Dimension? Count(Tensor start, Tensor limit, Tensor delta)
    {
        var (a, b, d) = (First(start), First(limit), First(delta));
        var count = Math.Ceiling((b - a) / d);
        return count is > 0 and < long.MaxValue ? Dimension.Of((long)count) : d != 0 && count <= 0 ? Dimension.Of(0) : null;
    }

    private static double First(Tensor scalar) => scalar.Type.IsFloating() ? scalar.ToSingle()[0] : scalar.ToInt64()[0];
}
