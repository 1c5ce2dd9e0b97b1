using Skylite.Native.Gdal;

namespace Skylite.Tests.Rasters;

public sealed class GdalWindowTests
{
    [Fact]
    public void Strips_cover_every_row_once_from_the_top_and_the_last_may_be_lower()
    {
        Assert.Equal([new(3, 5, 7, 4), new(3, 9, 7, 4), new(3, 13, 7, 2)], new GdalWindow(3, 5, 7, 10).Strips(4));
        Assert.Equal([new(0, 0, 7, 4), new(0, 4, 7, 4)], new GdalWindow(0, 0, 7, 8).Strips(4));
    }

    [Fact]
    public void A_low_window_is_one_strip() => Assert.Equal([new(3, 5, 7, 10)], new GdalWindow(3, 5, 7, 10).Strips());

    [Fact]
    public void A_strip_has_at_least_one_row() => Assert.Throws<ArgumentOutOfRangeException>(() => new GdalWindow(0, 0, 7, 8).Strips(0));
}
