using Skylite.Imagery;

namespace Skylite.Tests.Imagery;

public sealed class SampleRandomTests
{
    [Fact]
    public void The_stream_of_a_seed_is_xoshiro256_seeded_by_SplitMix64()
    {
        // Computed with an independent implementation of the published algorithms.
        var random = new SampleRandom(0);

        Assert.Equal(
            new ulong[] { 11091344671253066420, 13793997310169335082, 1900383378846508768 },
            new[] { random.NextUInt64(), random.NextUInt64(), random.NextUInt64() });
    }

    [Fact]
    public void Neighbouring_samples_epochs_and_seeds_have_different_streams()
    {
        var first = new HashSet<ulong>();
        for (var seed = 0; seed < 10; seed++)
        {
            for (var epoch = 0; epoch < 10; epoch++)
            {
                for (var index = -1; index < 20; index++)
                {
                    first.Add(new SampleRandom(seed, epoch, index).NextUInt64());
                }
            }
        }

        Assert.Equal(10 * 10 * 21, first.Count);
    }

    [Fact]
    public void Numbers_below_a_bound_are_equally_frequent()
    {
        var random = new SampleRandom(4);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[random.Next(7)]++;
        }

        Assert.All(counts, c => Assert.InRange(c, 9_600, 10_400));
    }

    [Fact]
    public void Fractions_stay_below_one_and_average_a_half()
    {
        var random = new SampleRandom(5);
        var values = Enumerable.Range(0, 50_000).Select(_ => random.NextSingle()).ToArray();

        Assert.All(values, v => Assert.InRange(v, 0f, 0.99999997f));
        Assert.Equal(0.5, values.Average(), 0.01);
    }

    [Fact]
    public void Shuffling_keeps_the_elements()
    {
        int[] items = [.. Enumerable.Range(0, 100)];

        new SampleRandom(6).Shuffle(items.AsSpan());

        Assert.NotEqual(Enumerable.Range(0, 100), items);
        Assert.Equal(Enumerable.Range(0, 100), items.Order());
    }

    [Fact]
    public void The_seed_of_a_text_is_fixed() => Assert.Equal(12638187200555641996UL, SampleRandom.SeedOf("a"));
}
