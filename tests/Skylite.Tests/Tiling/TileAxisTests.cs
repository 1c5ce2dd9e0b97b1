using FsCheck;
using FsCheck.Fluent;
using Skylite.Imagery.Tiling;

namespace Skylite.Tests.Tiling;

public sealed class TileAxisTests
{
    public static TheoryData<string> Windows => [.. BlendWindow.All.Select(w => w.Id)];

    [Theory]
    [MemberData(nameof(Windows))]
    public void At_every_pixel_the_weights_of_all_tiles_sum_to_one(string window)
    {
        var window1 = BlendWindow.Find(window);
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(1, 700).ToArbitrary(),
            Gen.Choose(1, 130).ToArbitrary(),
            Gen.Choose(0, 90).ToArbitrary(),
            (length, tile, percent) =>
            {
                var axis = new TileAxis(length, tile, percent / 100.0, window1);
                var sums = new double[Math.Max(length, tile)];
                foreach (var (t, start) in axis.Positions.Index())
                {
                    for (var i = 0; i < tile; i++)
                    {
                        Assert.True(axis.Weights(t)[i] >= 0);
                        sums[start + i] += axis.Weights(t)[i];
                    }
                }

                Assert.All(sums.Take(length), s => Assert.Equal(1, s, 1e-5));
            }));
    }

    [Fact]
    public void Tiles_begin_at_the_edge_end_at_the_edge_and_overlap_as_asked()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(1, 3000).ToArbitrary(),
            Gen.Choose(8, 300).ToArbitrary(),
            Gen.Choose(0, 80).ToArbitrary(),
            (length, tile, percent) =>
            {
                var positions = new TileAxis(length, tile, percent / 100.0, BlendWindow.Cosine).Positions;
                Assert.Equal(0, positions[0]);
                Assert.Equal(Math.Max(0, length - tile), positions[^1]);
                Assert.All(positions.Zip(positions.Skip(1)), p => Assert.InRange(p.Second - p.First, 1, Math.Max(1, tile - (tile * percent / 100))));
            }));
    }

    [Fact]
    public void The_middle_of_a_tile_counts_more_than_its_edge_and_with_center_alone_it_counts()
    {
        var soft = new TileAxis(300, 100, 0.5, BlendWindow.Cosine);
        Assert.True(soft.Weights(1)[50] > 0.95f);
        Assert.True(soft.Weights(1)[2] < 0.05f);
        var hard = new TileAxis(300, 100, 0.5, BlendWindow.Center);
        Assert.All(hard.Weights(1).ToArray(), w => Assert.True(w is 0 or 1));
        Assert.Equal(1, hard.Weights(1)[50]);
        Assert.Equal(0, hard.Weights(1)[5]);
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new TileAxis(10, 4, 1, BlendWindow.Cosine));
        Assert.Throws<ArgumentException>(() => new TileAxis(10, 4, double.NaN, BlendWindow.Cosine));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TileAxis(0, 4, 0, BlendWindow.Cosine));
        Assert.Contains("gaussian", Assert.Throws<ArgumentException>(() => BlendWindow.Find("hann")).Message, StringComparison.Ordinal);
    }
}
