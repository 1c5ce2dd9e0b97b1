using Skylite.Imagery.Tiling;

namespace Skylite.Tests.Tiling;

public sealed class ReflectionTests
{
    [Fact]
    public void Places_beyond_the_edge_come_back() =>
        Assert.Equal([0, 1, 2, 1, 0, 1, 2, 1], Enumerable.Range(0, 8).Select(i => Reflection.Of(i, 3)));

    [Fact]
    public void A_scene_of_one_pixel_fills_a_tile() => Assert.Equal([0, 0, 0], Enumerable.Range(0, 3).Select(i => Reflection.Of(i, 1)));

    [Fact]
    public void An_image_is_spread_in_place()
    {
        int[] buffer = [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16, .. new int[24]];
        Reflection.Expand<int>(buffer.AsSpan(0, 2 * 3 * 4), 2, (2, 3), (3, 4));
        Assert.Equal(
            [
                1, 2, 3, 2,
                4, 5, 6, 5,
                1, 2, 3, 2,
                11, 12, 13, 12,
                14, 15, 16, 15,
                11, 12, 13, 12,
            ],
            buffer.Take(24));
    }
}
