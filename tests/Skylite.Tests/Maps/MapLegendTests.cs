using Skylite.Imagery.Maps;

namespace Skylite.Tests.Maps;

public sealed class MapLegendTests
{
    [Fact]
    public void Without_colours_every_class_gets_one_of_its_own()
    {
        var legend = new MapLegend([.. Enumerable.Range(0, 20).Select(i => $"class {i}")], []);
        Assert.Equal(20, legend.Colors.Distinct().Count());
        Assert.All(legend.Colors, c => Assert.Matches("^#[0-9a-f]{6}$", c));
    }

    [Fact]
    public void Given_colours_are_kept()
    {
        var legend = new MapLegend(["water", "land"], ["#0000ff", "#10A020"]);
        Assert.Equal((0x10, 0xA0, 0x20), legend.Rgb(1));
    }

    [Fact]
    public void Pixel_values_count_from_0_unless_they_are_given()
    {
        Assert.True(new MapLegend(["water", "land"], []).CountsFromZero);
        var legend = new MapLegend(["water", "land"], [], [7, 2]);
        Assert.False(legend.CountsFromZero);
        Assert.Equal([1, -1, 0], new byte[] { 2, 3, 7 }.Select(legend.IndexOf));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1, 2, 3)]
    [InlineData(4, 4)]
    [InlineData(0, 255)]
    [InlineData(-1, 0)]
    public void Values_that_no_map_can_hold_are_refused(params int[] values) =>
        Assert.Contains(
            values[^1].ToString(System.Globalization.CultureInfo.InvariantCulture),
            Assert.Throws<InvalidDataException>(() => new MapLegend(["water", "land"], [], values)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Legends_that_cannot_be_drawn_are_refused()
    {
        Assert.Contains(
            "254", Assert.Throws<InvalidDataException>(() => new MapLegend([.. Enumerable.Repeat("x", 255)], [])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => new MapLegend(["a", "b"], ["#000000"]));
        Assert.Contains("'red'", Assert.Throws<InvalidDataException>(() => new MapLegend(["a"], ["red"])).Message, StringComparison.Ordinal);
    }
}
