using System.Runtime.InteropServices;
using Skylite.Graphs.Channels;

namespace Skylite.Compression.Pruning.Criteria;

/// <summary>
/// Chance: the baseline that every criterion must beat. The score is drawn from a generator seeded with the channel's own weights,
/// so that it does not depend on the order of channels.
/// </summary>
public sealed class RandomScore : ICriterion
{
    /// <inheritdoc/>
    public string Id => "random";

    /// <inheritdoc/>
    public string Summary => "Chance: the baseline that every criterion must beat.";

    /// <inheritdoc/>
    public bool IsComparable => true;

    /// <inheritdoc/>
    public double[] Score(ChannelFamily family, Evidence evidence)
    {
        var hashes = Enumerable.Repeat(Mix(0x9E3779B97F4A7C15, unchecked((ulong)evidence.Seed)), family.Groups.Count).ToArray();
        AxisRole[] roles = [AxisRole.Weight, AxisRole.Other, AxisRole.Scale];
        foreach (var axis in roles.SelectMany(r => OwnedRuns.AxesOf(family, r)))
        {
            var data = OwnedRuns.Read(axis.Parameter.Constant!);
            for (var runs = new OwnedRuns(axis); runs.MoveNext();)
            {
                foreach (var bits in MemoryMarshal.Cast<float, uint>(runs.Of(data)))
                {
                    hashes[runs.Owner] = Mix(hashes[runs.Owner], bits);
                }
            }
        }

        return Array.ConvertAll(hashes, h => (h >> 11) / (double)(1UL << 53));
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014), chained.
    private static ulong Mix(ulong state, ulong value)
    {
        var z = (state ^ value) + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
