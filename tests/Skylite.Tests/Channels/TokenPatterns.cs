using Skylite.Graphs;

namespace Skylite.Tests.Channels;

/// <summary>Patterns of transformers: attention in its spellings, token mixing, windows.</summary>
internal static class TokenPatterns
{
    public static IReadOnlyDictionary<string, (Func<Graph> Build, int Groups)> All { get; } = new Dictionary<string, (Func<Graph>, int)>
    {
        ["attention, split projection"] = (SplitProjection, 4 + 4),
        ["attention over other tokens"] = (CrossAttention, 4 + 4 + 6 + 3),
        ["attention with shared keys and values"] = (SharedKeys, 4 + 4),
        ["attention over channels"] = (ChannelAttention, 0 + 4),
        ["transformer block"] = (() => Block(), 4 + 4 + 10),
        ["gated feed-forward"] = (Gated, 10),
        ["layer scale"] = (LayerScale, 6 + 8),
        ["patch merging"] = (PatchMerging, 4 + 5),
        ["windows and rolls"] = (Windows, 6 + 8),
        ["token mixing"] = (TokenMixing, 6 + 7 + 8),
        ["mean of tokens"] = (MeanOfTokens, 6),
        ["patches and a class token"] = (() => Patches(), 3 + 3 + 7),
    };

    /// <summary>Attention between token sequences of width 6 with a given number of heads; the result has width 6.</summary>
    public static Value Attend(GraphSketch s, Value queries, Value keys, int heads, int depth, bool fused = true)
    {
        var parts = fused
            ? s.Split(s.MatMul(queries, 6, 3 * heads * depth), 2, heads * depth, heads * depth, heads * depth)
            : [s.MatMul(queries, 6, heads * depth), s.MatMul(keys, 6, heads * depth), s.MatMul(keys, 6, heads * depth)];
        var split = parts.Select(p => s.Transpose(s.Reshape(p, 0, 0, heads, depth), 0, 2, 1, 3)).ToArray();
        var scores = s.Apply("Softmax", s.Apply("Mul", s.Apply("MatMul", split[0], s.Transpose(split[1], 0, 1, 3, 2)), s.Number(0.5f)));
        var mixed = s.Reshape(s.Transpose(s.Apply("MatMul", scores, split[2]), 0, 2, 1, 3), 0, 0, heads * depth);
        return s.MatMul(mixed, heads * depth, 6);
    }

    /// <summary>A pre-norm transformer block on width 6: attention of two heads of 4, hidden width 10.</summary>
    public static Graph Block(Func<GraphSketch, Value, Value>? norm = null)
    {
        norm ??= (s, x) => s.LayerNorm(x, 6);
        var s = new GraphSketch();
        var x = s.MatMul(s.Input(2, 5, 3), 3, 6);
        var attended = norm(s, x);
        x = s.Apply("Add", x, Attend(s, attended, attended, 2, 4));
        x = s.Apply("Add", x, s.MatMul(s.Relu(s.MatMul(norm(s, x), 6, 10)), 10, 6));
        return s.Output(s.MatMul(norm(s, x), 6, 2));
    }

    /// <summary>A small vision transformer: patches, a class token, positions, attention of three heads of 2, hidden width 7.</summary>
    public static Graph Patches()
    {
        var s = new GraphSketch();
        var patches = s.Apply("Conv", [s.Input(2, 3, 4, 4), s.Random("patch", 6, 3, 2, 2), s.Random("bias", 6)], ("strides", new long[] { 2, 2 }));
        var x = s.Transpose(s.Reshape(patches, 0, 6, -1), 0, 2, 1);
        x = s.Concat(1, s.Apply("Expand", s.Random("class", 1, 1, 6), s.Ints(2, 1, 6)), x);
        x = s.Apply("Add", x, s.Random("position", 1, 5, 6));
        var attended = s.LayerNorm(x, 6);
        x = s.Apply("Add", x, Attend(s, attended, attended, 3, 3));
        x = s.Apply("Add", x, s.MatMul(s.Relu(s.MatMul(s.LayerNorm(x, 6), 6, 7)), 7, 6));
        x = s.Apply("Gather", [s.LayerNorm(x, 6), s.Graph.AddInitializer("first", Tensor.Scalar(0L))], ("axis", 1L));
        return s.Output(s.Gemm(x, 6, 3));
    }

    private static Graph SplitProjection()
    {
        var s = new GraphSketch();
        var x = s.Input(2, 5, 6);
        return s.Output(Attend(s, x, x, 2, 4));
    }

    private static Graph CrossAttention()
    {
        var s = new GraphSketch();
        var x = Attend(s, s.Input(2, 5, 6), s.Input(2, 7, 6), 1, 4, fused: false);
        return s.Output(s.MatMul(s.Relu(s.MatMul(x, 6, 3)), 3, 2));
    }

    // Two heads of queries for one of keys and values.
    private static Graph SharedKeys()
    {
        var s = new GraphSketch();
        var x = s.Input(2, 5, 6);
        var queries = s.Transpose(s.Reshape(s.MatMul(x, 6, 8), 0, 0, 2, 4), 0, 2, 1, 3);
        Value Shared() => s.Apply("Expand", s.Apply("Unsqueeze", s.MatMul(x, 6, 4), s.Ints(1)), s.Ints(2, 2, 5, 4));
        var scores = s.Apply("Softmax", s.Apply("MatMul", queries, s.Transpose(Shared(), 0, 1, 3, 2)));
        return s.Output(s.MatMul(s.Reshape(s.Transpose(s.Apply("MatMul", scores, Shared()), 0, 2, 1, 3), 0, 0, 8), 8, 6));
    }

    // Scores between channels: softmax runs over one side, the sum over tokens over neither.
    private static Graph ChannelAttention()
    {
        var s = new GraphSketch();
        var x = s.Input(2, 5, 6);
        var (queries, keys, values) = (s.MatMul(x, 6, 4), s.MatMul(x, 6, 4), s.MatMul(x, 6, 4));
        var scores = s.Apply("Softmax", s.Apply("MatMul", s.Transpose(queries, 0, 2, 1), keys));
        return s.Output(s.MatMul(s.Transpose(s.Apply("MatMul", scores, s.Transpose(values, 0, 2, 1)), 0, 2, 1), 4, 6));
    }

    private static Graph Gated()
    {
        var s = new GraphSketch();
        var x = s.Input(2, 5, 6);
        var gate = s.MatMul(x, 6, 10);
        return s.Output(s.MatMul(s.Apply("Mul", s.Apply("Mul", gate, s.Apply("Sigmoid", gate)), s.MatMul(x, 6, 10)), 10, 6));
    }

    private static Graph LayerScale()
    {
        var s = new GraphSketch();
        var x = s.MatMul(s.Input(2, 5, 3), 3, 6);
        x = s.Apply("Add", x, s.Apply("Mul", s.MatMul(s.Relu(s.MatMul(x, 6, 8)), 8, 6), s.Random("gamma", 6)));
        return s.Output(s.MatMul(x, 6, 2));
    }

    private static Graph PatchMerging()
    {
        var s = new GraphSketch();
        var x = s.Reshape(s.Relu(s.MatMul(s.Input(2, 16, 3), 3, 4)), 0, 4, 4, 4);
        Value At(int row, int column) => s.Slice(s.Slice(x, row, 4, 1, 2), column, 4, 2, 2);
        var merged = s.Reshape(s.Concat(3, At(0, 0), At(1, 0), At(0, 1), At(1, 1)), 0, -1, 16);
        return s.Output(s.MatMul(s.Relu(s.MatMul(merged, 16, 5)), 5, 2));
    }

    // Rolled by half a window, cut into windows, mixed within them, put together again.
    private static Graph Windows()
    {
        var s = new GraphSketch();
        var x = s.Reshape(s.MatMul(s.Input(1, 16, 3), 3, 6), 1, 4, 4, 6);
        var rolled = s.Concat(1, s.Slice(x, 1, 4, 1), s.Slice(x, 0, 1, 1));
        var windows = s.Reshape(s.Transpose(s.Reshape(rolled, 1, 2, 2, 2, 2, 6), 0, 1, 3, 2, 4, 5), 4, 4, 6);
        windows = s.Apply("Add", windows, s.MatMul(s.Relu(s.MatMul(windows, 6, 8)), 8, 6));
        var whole = s.Reshape(s.Transpose(s.Reshape(windows, 1, 2, 2, 2, 2, 6), 0, 1, 3, 2, 4, 5), 1, 4, 4, 6);
        return s.Output(s.MatMul(s.Apply("Add", x, s.Concat(1, s.Slice(whole, 3, 4, 1), s.Slice(whole, 0, 3, 1))), 6, 2));
    }

    // MLP-Mixer: one product over tokens, one over channels.
    private static Graph TokenMixing()
    {
        var s = new GraphSketch();
        var x = s.MatMul(s.Input(2, 4, 3), 3, 6);
        var mixed = s.Transpose(s.MatMul(s.Relu(s.MatMul(s.Transpose(x, 0, 2, 1), 4, 7)), 7, 4), 0, 2, 1);
        x = s.Apply("Add", x, mixed);
        x = s.Apply("Add", x, s.MatMul(s.Relu(s.MatMul(x, 6, 8)), 8, 6));
        return s.Output(s.MatMul(x, 6, 2));
    }

    private static Graph MeanOfTokens()
    {
        var s = new GraphSketch();
        var x = s.Relu(s.MatMul(s.Input(2, 5, 3), 3, 6));
        return s.Output(s.Gemm(s.Apply("ReduceMean", [x], ("axes", new long[] { 1 }), ("keepdims", 0L)), 6, 2));
    }
}
