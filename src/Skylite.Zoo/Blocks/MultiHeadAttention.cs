using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>Attention of several heads between tokens (Vaswani et al. 2017, <i>Attention is all you need</i>, section 3.2).</summary>
public static class MultiHeadAttention
{
    /// <summary>Adds the attention and the projection behind it, <c>to_out.0</c>.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="projected">Queries, keys and values of all heads, [batch, tokens, heads · channels] each.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="features">Features of the result; scores are divided by their root, as BIT does, not by that of a head's channels.</param>
    public static Value Add(NetworkBuilder net, string name, (Value Query, Value Key, Value Value) projected, int heads, int features)
    {
        var inner = NetworkBuilder.Features(projected.Query);
        var query = Split("query", projected.Query, 0, 2, 1, 3);
        var key = Split("key", projected.Key, 0, 2, 3, 1);
        var value = Split("value", projected.Value, 0, 2, 1, 3);
        var scores = net.Multiply($"{name}.scale", net.MatMul($"{name}.scores", query, key), net.Number(1 / MathF.Sqrt(features)));
        var gathered = net.MatMul($"{name}.gather", net.Softmax($"{name}.softmax", scores, 3), value);
        var joined = net.Reshape($"{name}.join", net.Transpose($"{name}.turn", gathered, 0, 2, 1, 3), Count(projected.Query), inner);
        return net.Project($"{name}.to_out.0", joined, features, bias: true);

        Value Split(string part, Value tokens, params long[] order) =>
            net.Transpose($"{name}.{part}.turn", net.Reshape($"{name}.{part}.heads", tokens, Count(tokens), heads, inner / heads), order);

        static long Count(Value tokens) => tokens.Shape![1].Length;
    }
}
