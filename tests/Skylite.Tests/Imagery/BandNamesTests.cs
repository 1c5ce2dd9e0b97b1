using Skylite.Imagery;

namespace Skylite.Tests.Imagery;

public sealed class BandNamesTests
{
    private static readonly string[] EuroSat = ["B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10", "B11", "B12", "B8A"];

    [Fact]
    public void Bands_without_names_are_counted()
    {
        Assert.True(BandNames.AreCounted(["band-1", "band-2"]));
        Assert.False(BandNames.AreCounted(["red", "green", "blue"]));
        Assert.False(BandNames.AreCounted(["band-2", "band-1"]));
    }

    [Fact]
    public void Bands_come_in_the_order_asked_for() => Assert.Equal([7, 3, 12], BandNames.Find(EuroSat, ["B08", "b04", "B8A"]));

    [Fact]
    public void Everyday_names_find_the_bands_of_Sentinel_2() => Assert.Equal([3, 2, 1, 7], BandNames.Find(EuroSat, ["red", "green", "blue", "nir"]));

    [Fact]
    public void A_band_that_the_file_itself_calls_red_wins() => Assert.Equal([1], BandNames.Find(["B04", "red"], ["red"]));

    [Fact]
    public void An_unknown_band_suggests_the_nearest_names()
    {
        var error = Assert.Throws<ArgumentException>(() => BandNames.Find(EuroSat, ["B8"]));

        Assert.Contains("no band 'B8'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nearest names: B8A, B08", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_band_under_two_names_is_refused() => Assert.Throws<ArgumentException>(() => BandNames.Find(EuroSat, ["B04", "red"]));
}
