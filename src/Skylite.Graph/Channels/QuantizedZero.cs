namespace Skylite.Graphs.Channels;

/// <summary>What stands for zero in quantised weights: their zero point.</summary>
internal static class QuantizedZero
{
    /// <summary>
    /// A tensor in the form of a parameter that holds the zero point of each element; <see langword="null"/> where zero stands for zero.
    /// </summary>
    /// <param name="parameter">An initializer.</param>
    public static Tensor? Of(Value parameter)
    {
        var data = parameter.Constant!;
        var reader = parameter.Uses.FirstOrDefault(u => u is { Index: 0, Node.OpType: "DequantizeLinear" }).Node;
        if (reader is null || !reader.HasInput(2) || reader.Input(2).ConstantContents() is not { } point
            || Array.TrueForAll(point.Bytes.ToArray(), b => b == 0))
        {
            return null;
        }

        var size = data.Type.Size();
        var bytes = new byte[data.Bytes.Length];
        long length = 1, inner = data.Count;
        if (point.Count > 1)
        {
            var axis = data.Shape.Axis(reader.Attributes.Int("axis", 1));
            length = data.Dimensions[axis];
            inner = Shape.Of(data.Dimensions[(axis + 1)..]).ElementCount;
        }

        for (long i = 0; i < data.Count; i++)
        {
            point.Bytes.Span.Slice((int)(i / inner % length) * size, size).CopyTo(bytes.AsSpan((int)i * size));
        }

        return new Tensor(data.Type, data.Dimensions, bytes);
    }
}
