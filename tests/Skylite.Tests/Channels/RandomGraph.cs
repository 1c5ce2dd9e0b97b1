using Skylite.Graphs;

namespace Skylite.Tests.Channels;

/// <summary>Grows a random network out of the operations that tie channels in interesting ways.</summary>
internal static class RandomGraph
{
    public static Graph Grow(int seed)
    {
        var random = new Random(seed);
        var s = new GraphSketch(seed);
        var pool = new List<(Value Value, int Channels)> { (s.Input(1, 4, 4, 4), 4) };
        for (var step = 0; step < 9; step++)
        {
            var (x, c) = pool[random.Next(Math.Max(0, pool.Count - 3), pool.Count)];
            pool.Add(Step(s, random, pool, x, c));
        }

        var (last, channels) = pool[^1];
        var (other, otherChannels) = pool[random.Next(1, pool.Count)];
        return s.Output(s.Gemm(s.Apply("Flatten", s.Apply("GlobalAveragePool", last)), channels, 3), s.Conv(s.Relu(other), otherChannels, 2));
    }

    private static (Value Value, int Channels) Step(GraphSketch s, Random random, List<(Value Value, int Channels)> pool, Value x, int c)
    {
        var width = 2 * random.Next(1, 5);
        var partner = pool.LastOrDefault(p => p.Channels == c && p.Value != x);
        switch (random.Next(25))
        {
            case 0:
                return (s.Conv(x, c, c * 2, 3, group: c), c * 2);
            case 1 when c % 2 == 0:
                return (s.Conv(x, c, width, 1, group: 2), width);
            case 2 when partner.Value is not null:
                return (s.Apply("Add", x, partner.Value), c);
            case 3 when partner.Value is not null:
                return (s.Apply("Mul", x, s.Apply("Sigmoid", partner.Value)), c);
            case 4:
                var joined = pool[random.Next(pool.Count)];
                return (s.Concat(1, x, joined.Value), c + joined.Channels);
            case 5 when c % 2 == 0:
                return (s.Split(x, 1, c / 2, c / 2)[random.Next(2)], c / 2);
            case 6 when c > 2:
                return (s.Slice(x, 1, c, 1), c - 1);
            case 7 when c % 2 == 0:
                return (s.Reshape(s.Transpose(s.Reshape(x, 0, 2, c / 2, 4, 4), 0, 2, 1, 3, 4), 0, c, 4, 4), c);
            case 8:
                int[] order = [.. Enumerable.Range(0, c).OrderBy(_ => random.Next())];
                return (s.Apply("Gather", [x, s.Ints([.. order.Select(i => (long)i)])], ("axis", 1L)), c);
            case 9:
                return (s.Norm(x, c), c);
            case 10:
                return (s.Apply("Mul", x, s.Apply("Sigmoid", s.Conv(s.Apply("GlobalAveragePool", x), c, c))), c);
            case 11:
                return (s.Double(s.MaxPool(x)), c);
            case >= 12 and < 23 when Further(s, random, x, c, width) is { } step:
                return step;
            default:
                return (s.Block(x, c, width, 1), width);
        }
    }

    // Operations beyond convolutions; null where the one that comes up does not fit the channels.
    private static (Value Value, int Channels)? Further(GraphSketch s, Random random, Value x, int c, int width)
    {
        switch (random.Next(11))
        {
            case 0:
                return (s.Apply("PRelu", x, s.Random("slope", c, 1, 1)), c);
            case 1:
                return (s.Apply("Add", s.Apply("Mul", x, s.Constant(c, 1, 1)), s.Constant(1, c, 1, 1)), c);
            case 2 when c > 1:
                return (s.Apply("Sub", s.Concat(1, s.Slice(x, c / 2, c, 1), s.Slice(x, 0, c / 2, 1)), x), c);
            case 3:
                return (s.Apply("InstanceNormalization", x, s.Random("scale", c), s.Random("shift", c)), c);
            case 4 when c % 4 == 0:
                return (s.MaxPool(s.Apply("DepthToSpace", [x], ("blocksize", 2L), ("mode", random.Next(2) == 0 ? "CRD" : "DCR"))), c / 4);
            case 5 when c <= 6:
                return (s.Double(s.Apply("SpaceToDepth", [x], ("blocksize", 2L))), c * 4);
            case 6 when c % 2 == 0:
                var pairs = s.Apply("ReduceMax", [s.Reshape(x, 0, c / 2, 2, 4, 4)], ("axes", new long[] { 2 }));
                return (s.Reshape(pairs, 0, c / 2, 4, 4), c / 2);
            case 7:
                return (s.Apply("Mul", x, s.Apply("Sigmoid", s.Apply("ReduceSum", s.Relu(x), s.Ints(1)))), c);
            case 8:
                return (Tokens(s, x, c, width), c);
            case 9 when c % 2 == 0:
                return (Heads(s, x, c), c);
            case 10:
                return (s.MaxPool(s.Apply("ConvTranspose", [x, s.Random("weight", c, width, 2, 2), s.Random("bias", width)], ("strides", new long[] { 2, 2 }))),
                    width);
            default:
                return null;
        }
    }

    // A residual block over pixels as tokens, normalised by layer or not.
    private static Value Tokens(GraphSketch s, Value x, int c, int width)
    {
        var tokens = s.Transpose(s.Reshape(x, 0, c, -1), 0, 2, 1);
        var inner = width > 4 ? s.LayerNorm(tokens, c) : tokens;
        tokens = s.Apply("Add", tokens, s.MatMul(s.Relu(s.MatMul(inner, c, width)), width, c));
        return s.Reshape(s.Transpose(tokens, 0, 2, 1), 0, c, 4, 4);
    }

    // Attention of two heads between pixels.
    private static Value Heads(GraphSketch s, Value x, int c)
    {
        Value Part() => s.Transpose(s.Reshape(s.Conv(x, c, c), 0, 2, c / 2, 16), 0, 1, 3, 2);
        var scores = s.Apply("Softmax", s.Apply("MatMul", Part(), s.Transpose(Part(), 0, 1, 3, 2)));
        return s.Reshape(s.Transpose(s.Apply("MatMul", scores, Part()), 0, 1, 3, 2), 0, c, 4, 4);
    }
}
