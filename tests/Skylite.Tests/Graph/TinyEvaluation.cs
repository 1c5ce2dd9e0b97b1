using Skylite.Graphs;

namespace Skylite.Tests.Graphs;

/// <summary>
/// Computes Conv, ConvTranspose (both without pads), Gemm and BatchNormalization by their definitions, in double precision and with plain loops.
/// </summary>
internal static class TinyEvaluation
{
    /// <summary>The first output for the repeatable input of <see cref="Samples.Floats"/>.</summary>
    public static double[] Run(Graph graph)
    {
        var values = new Dictionary<Value, (double[] Data, long[] Dims)>();
        (double[] Data, long[] Dims) Get(Value v) =>
            v.Constant is { } c ? (Array.ConvertAll(c.ToSingle(), f => (double)f), c.Dimensions.ToArray()) : values[v];
        var input = Samples.Floats(graph.Inputs[0].Shape!.ToLengths());
        values[graph.Inputs[0]] = (Array.ConvertAll(input.ToSingle(), f => (double)f), input.Dimensions.ToArray());
        foreach (var node in graph.Nodes)
        {
            var inputs = node.Inputs.Select(v => Get(v!)).ToArray();
            values[node.Output(0)] = node.OpType switch
            {
                "Conv" => Conv(inputs, (int)node.Attributes.Int("group", 1)),
                "ConvTranspose" => ConvTranspose(inputs, (int)node.Attributes.Int("group", 1)),
                "Gemm" => Gemm(inputs, node.Attributes),
                _ => Norm(inputs),
            };
        }

        return values[graph.Outputs[0]].Data;
    }

    private static (double[] Data, long[] Dims) Norm((double[] Data, long[] Dims)[] p)
    {
        var (x, dims) = p[0];
        var inner = dims.Skip(2).Aggregate(1L, (a, b) => a * b);
        return ([.. x.Select((v, i) =>
        {
            var c = i / inner % dims[1];
            return ((v - p[3].Data[c]) / Math.Sqrt(p[4].Data[c] + 1e-5f) * p[1].Data[c]) + p[2].Data[c];
        })], dims);
    }

    private static (double[] Data, long[] Dims) Gemm((double[] Data, long[] Dims)[] p, AttributeMap attributes)
    {
        var (n, k) = (p[0].Dims[0], p[0].Dims[1]);
        var transposed = attributes.Int("transB", 0) != 0;
        var m = p[1].Dims[transposed ? 0 : 1];
        var y = new double[n * m];
        for (long i = 0; i < n; i++)
        {
            for (long j = 0; j < m; j++)
            {
                double sum = 0;
                for (long l = 0; l < k; l++)
                {
                    sum += p[0].Data[(i * k) + l] * p[1].Data[transposed ? (j * k) + l : (l * m) + j];
                }

                y[(i * m) + j] = (attributes.Float("alpha", 1) * sum) + (attributes.Float("beta", 1) * p[2].Data[j]);
            }
        }

        return (y, [n, m]);
    }

    private static (double[] Data, long[] Dims) Conv((double[] Data, long[] Dims)[] p, int group)
    {
        var ((x, xd), (w, wd)) = (p[0], p[1]);
        long[] yd = [xd[0], wd[0], xd[2] - wd[2] + 1, xd[3] - wd[3] + 1];
        var y = new double[yd.Aggregate((a, b) => a * b)];
        Visit(xd[0], wd, yd[2], yd[3], (n, m, c, i, j, a, b) =>
            y[At(yd, n, m, i, j)] += x[At(xd, n, (m / (wd[0] / group) * wd[1]) + c, i + a, j + b)] * w[At(wd, m, c, a, b)]);
        return (AddBias(y, yd, p[2].Data), yd);
    }

    private static (double[] Data, long[] Dims) ConvTranspose((double[] Data, long[] Dims)[] p, int group)
    {
        var ((x, xd), (w, wd)) = (p[0], p[1]);
        long[] yd = [xd[0], wd[1] * group, xd[2] + wd[2] - 1, xd[3] + wd[3] - 1];
        var y = new double[yd.Aggregate((a, b) => a * b)];
        Visit(xd[0], wd, xd[2], xd[3], (n, c, m, i, j, a, b) =>
            y[At(yd, n, (c / (wd[0] / group) * wd[1]) + m, i + a, j + b)] += x[At(xd, n, c, i, j)] * w[At(wd, c, m, a, b)]);
        return (AddBias(y, yd, p[2].Data), yd);
    }

    private static void Visit(long batch, long[] wd, long height, long width, Action<long, long, long, long, long, long, long> visit)
    {
        for (long n = 0; n < batch; n++)
        {
            for (long at = 0; at < wd[0] * wd[1] * wd[2] * wd[3]; at++)
            {
                for (long place = 0; place < height * width; place++)
                {
                    visit(n, at / (wd[1] * wd[2] * wd[3]), at / (wd[2] * wd[3]) % wd[1], place / width, place % width, at / wd[3] % wd[2], at % wd[3]);
                }
            }
        }
    }

    private static double[] AddBias(double[] y, long[] dims, double[] bias) => [.. y.Select((v, i) => v + bias[i / (dims[2] * dims[3]) % dims[1]])];

    private static long At(long[] dims, long a, long b, long c, long d) => (((((a * dims[1]) + b) * dims[2]) + c) * dims[3]) + d;
}
