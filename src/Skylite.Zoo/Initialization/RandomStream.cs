using System.Numerics;

namespace Skylite.Zoo.Initialization;

/// <summary>A stream of random numbers that depends on a seed and a name only, so that a tensor's weights do not change when others are added.</summary>
/// <remarks>
/// xoshiro256++ of Blackman and Vigna 2021; normal numbers by the ziggurat of Marsaglia and Tsang 2000 in Doornik's 2005 form.
/// </remarks>
public sealed class RandomStream
{
    private const int Layers = 128;
    private const double TailStart = 3.442619855899;
    private const double LayerArea = 9.91256303526217e-3;

    private static readonly double[] Edges = MakeEdges();
    private static readonly double[] Ratios = MakeRatios();

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts the stream of one name.</summary>
    public RandomStream(int seed, string name)
    {
        var state = 14695981039346656037UL ^ ((ulong)(uint)seed * 0x9E3779B97F4A7C15UL);
        foreach (var c in name)
        {
            state = (state ^ c) * 1099511628211UL;
        }

        (_s0, _s1, _s2, _s3) = (Mix(ref state), Mix(ref state), Mix(ref state), Mix(ref state));
    }

    /// <summary>Fills with numbers spread evenly over −<paramref name="bound"/>…<paramref name="bound"/>.</summary>
    public void FillUniform(Span<float> target, float bound)
    {
        foreach (ref var x in target)
        {
            x = ((Unit() * 2) - 1) * bound;
        }
    }

    /// <summary>Fills with normal numbers of mean 0.</summary>
    public void FillNormal(Span<float> target, float deviation)
    {
        foreach (ref var x in target)
        {
            x = (float)(Normal() * deviation);
        }
    }

    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    private static double[] MakeEdges()
    {
        var edges = new double[Layers + 1];
        var f = Math.Exp(-0.5 * TailStart * TailStart);
        edges[0] = LayerArea / f;
        edges[1] = TailStart;
        for (var i = 2; i < Layers; i++)
        {
            edges[i] = Math.Sqrt(-2 * Math.Log((LayerArea / edges[i - 1]) + f));
            f = Math.Exp(-0.5 * edges[i] * edges[i]);
        }

        return edges;
    }

    private static double[] MakeRatios()
    {
        var ratios = new double[Layers];
        for (var i = 0; i < Layers; i++)
        {
            ratios[i] = Edges[i + 1] / Edges[i];
        }

        return ratios;
    }

    private double Normal()
    {
        while (true)
        {
            // One draw serves both: the upper 53 bits are the position, the lower 7 the layer.
            var bits = Next();
            var layer = (int)(bits & (Layers - 1));
            var u = ((bits >> 11) * (2.0 / (1UL << 53))) - 1;
            if (Math.Abs(u) < Ratios[layer])
            {
                return u * Edges[layer];
            }

            if (layer == 0)
            {
                return Tail(u < 0);
            }

            var x = u * Edges[layer];
            var lower = Math.Exp(-0.5 * ((Edges[layer] * Edges[layer]) - (x * x)));
            var upper = Math.Exp(-0.5 * ((Edges[layer + 1] * Edges[layer + 1]) - (x * x)));
            if (upper + (Unit() * (lower - upper)) < 1)
            {
                return x;
            }
        }
    }

    private double Tail(bool negative)
    {
        double x;
        double y;
        do
        {
            x = Math.Log(1 - Unit()) / TailStart;
            y = Math.Log(1 - Unit());
        }
        while (-2 * y < x * x);

        return negative ? x - TailStart : TailStart - x;
    }

    private float Unit() => (Next() >> 40) * (1f / (1 << 24));

    private ulong Next()
    {
        var result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }
}
