using System.Numerics;

namespace Skylite.Imagery;

/// <summary>
/// A small random generator whose numbers depend on its seed only, on every machine and runtime (xoshiro256**, Blackman and Vigna, 2018; seeded by SplitMix64).
/// </summary>
public sealed class SampleRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>Starts the stream of a seed.</summary>
    /// <param name="seed">Any number.</param>
    public SampleRandom(ulong seed)
    {
        _a = Split(ref seed);
        _b = Split(ref seed);
        _c = Split(ref seed);
        _d = Split(ref seed);
    }

    /// <summary>Starts a stream of its own for a sample in an epoch, whichever worker asks for it and when.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="epoch">Number of the epoch.</param>
    /// <param name="index">Number of the sample.</param>
    public SampleRandom(int seed, int epoch, int index)
        : this(Mix(Mix(Mix(0x5C1E17E5UL, (uint)seed), (uint)epoch), (uint)index))
    {
    }

    /// <summary>64 random bits.</summary>
    /// <returns>Any number.</returns>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A whole number below a bound.</summary>
    /// <param name="bound">The bound, positive.</param>
    /// <returns>0 to <paramref name="bound"/> − 1.</returns>
    public int Next(int bound) => (int)(((NextUInt64() >> 32) * (ulong)bound) >> 32);

    /// <summary>A number in [0, 1).</summary>
    /// <returns>One of 2²⁴ equally likely values.</returns>
    public float NextSingle() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>A number between two bounds.</summary>
    /// <param name="low">Lower bound.</param>
    /// <param name="high">Upper bound.</param>
    /// <returns>A value in [low, high).</returns>
    public float Between(float low, float high) => low + ((high - low) * NextSingle());

    /// <summary>True with a given probability.</summary>
    /// <param name="probability">0 to 1.</param>
    /// <returns>The outcome.</returns>
    public bool Chance(float probability) => NextSingle() < probability;

    /// <summary>Brings elements into a random order (Fisher and Yates).</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="items">The elements.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>A seed that belongs to a text, the same on every machine (FNV-1a over UTF-16).</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The seed.</returns>
    public static ulong SeedOf(string text)
    {
        var hash = 14695981039346656037;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        return hash;
    }

    internal static ulong Mix(ulong state, ulong value)
    {
        var mixed = state ^ (value * 0x9E3779B97F4A7C15);
        return Split(ref mixed);
    }

    private static ulong Split(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
