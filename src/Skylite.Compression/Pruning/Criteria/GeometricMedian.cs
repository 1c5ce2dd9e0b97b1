using System.Numerics;
using System.Runtime.InteropServices;
using Skylite.Graphs.Channels;

namespace Skylite.Compression.Pruning.Criteria;

/// <summary>
/// Sum of the Euclidean distances from a channel's filter to all others of its layer: filters near the geometric median can be replaced by the rest.
/// Averaged over the layers that make the channel. Long filters of wide layers are first projected to 256 random directions, which keeps
/// distances within a few per cent (Johnson, Lindenstrauss 1984).
/// Source: He, Liu, Wang, Hu, Yang, "Filter Pruning via Geometric Median for Deep Convolutional Neural Networks Acceleration", 2019, equation 4.
/// </summary>
public sealed class GeometricMedian : ICriterion
{
    private const int Projected = 256;
    private const long AffordableProducts = 1L << 30;

    /// <inheritdoc/>
    public string Id => "geometric-median";

    /// <inheritdoc/>
    public string Summary => "Distance of a filter from all others of its layer: what the rest can replace goes (He et al., 2019).";

    /// <inheritdoc/>
    public bool IsComparable => false;

    /// <inheritdoc/>
    public double[] Score(ChannelFamily family, Evidence evidence)
    {
        var axes = OwnedRuns.AxesOf(family, AxisRole.Weight);
        if (axes.Length == 0)
        {
            return ParameterNorm.OfMakers(family, euclidean: true);
        }

        var scores = new double[family.Groups.Count];
        foreach (var axis in axes)
        {
            var sums = Distances(Filters(family, axis));
            for (var g = 0; g < scores.Length; g++)
            {
                scores[g] += sums[g] / axes.Length;
            }
        }

        return scores;
    }

    private static float[][] Filters(ChannelFamily family, FamilyAxis axis)
    {
        var data = OwnedRuns.Read(axis.Parameter.Constant!);
        var filters = Enumerable.Range(0, family.Groups.Count).Select(_ => new List<float>()).ToArray();
        for (var runs = new OwnedRuns(axis); runs.MoveNext();)
        {
            filters[runs.Owner].AddRange(runs.Of(data));
        }

        return Array.ConvertAll(filters, f => f.ToArray());
    }

    private static double[] Distances(float[][] filters)
    {
        var length = filters.Max(f => f.Length);
        if (length > Projected && (long)filters.Length * filters.Length / 2 * length > AffordableProducts)
        {
            filters = Project(filters, length);
        }

        var sums = new double[filters.Length];
        for (var i = 0; i < filters.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var distance = Math.Sqrt(SquaredDistance(filters[i], filters[j]));
                sums[i] += distance;
                sums[j] += distance;
            }
        }

        return sums;
    }

    // Signs in place of normal numbers keep distances just as well (Achlioptas 2003) and are cheap to draw.
    private static float[][] Project(float[][] filters, int length)
    {
        var random = new Random(length);
        var result = Array.ConvertAll(filters, _ => new float[Projected]);
        var direction = new float[length];
        for (var k = 0; k < Projected; k++)
        {
            for (var i = 0; i < length; i++)
            {
                direction[i] = random.Next(2) == 0 ? -1 : 1;
            }

            for (var f = 0; f < filters.Length; f++)
            {
                result[f][k] = Dot(filters[f], direction) / MathF.Sqrt(Projected);
            }
        }

        return result;
    }

    private static float Dot(float[] a, float[] b)
    {
        var sum = Vector<float>.Zero;
        var left = Vectors(a);
        var right = Vectors(b);
        var count = Math.Min(left.Length, right.Length);
        for (var i = 0; i < count; i++)
        {
            sum += left[i] * right[i];
        }

        var total = Vector.Sum(sum);
        for (var i = count * Vector<float>.Count; i < Math.Min(a.Length, b.Length); i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }

    private static double SquaredDistance(float[] a, float[] b)
    {
        if (a.Length != b.Length)
        {
            return 0;
        }

        var sum = Vector<float>.Zero;
        var left = Vectors(a);
        var right = Vectors(b);
        for (var i = 0; i < left.Length; i++)
        {
            var difference = left[i] - right[i];
            sum += difference * difference;
        }

        double total = Vector.Sum(sum);
        for (var i = left.Length * Vector<float>.Count; i < a.Length; i++)
        {
            total += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return total;
    }

    private static ReadOnlySpan<Vector<float>> Vectors(float[] values) => MemoryMarshal.Cast<float, Vector<float>>(values);
}
