namespace Skylite.Imagery.Synthetic;

/// <summary>A small seeded random stream (SplitMix64; Steele, Lea and Flood, 2014) whose draws never depend on threads or on other streams.</summary>
public sealed class SceneRandom
{
    private ulong _state;

    /// <summary>Starts the stream that belongs to a seed and two further keys, for instance class and index.</summary>
    public SceneRandom(long seed, long first = 0, long second = 0) =>
        _state = Mix(Mix(Mix((ulong)seed + 0x9E3779B97F4A7C15UL) ^ (ulong)first) + (0xD1B54A32D192ED03UL * (ulong)second));

    /// <summary>Draws a seed for a texture.</summary>
    public uint Seed() => (uint)(Next() >> 32);

    /// <summary>Draws uniformly from [0, 1).</summary>
    public float Unit() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>Draws uniformly from [low, high).</summary>
    public float Uniform(float low, float high) => low + ((high - low) * Unit());

    /// <summary>Draws an integer from [low, high], both ends included.</summary>
    public int Whole(int low, int high) => low + (int)(Next() % (ulong)(high - low + 1));

    /// <summary>Draws from the standard normal distribution (sum of uniforms, cut at about ±3.4).</summary>
    public float Normal() => (Unit() + Unit() + Unit() + Unit() - 2f) * 1.7320508f;

    /// <summary>Is true with the given probability.</summary>
    public bool Chance(float probability) => Unit() < probability;

    /// <summary>Picks one entry of a list that is not empty.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[Whole(0, choices.Count - 1)];

    private ulong Next() => Mix(_state += 0x9E3779B97F4A7C15UL);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
