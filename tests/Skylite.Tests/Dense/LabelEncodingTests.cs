using Skylite.Imagery.Dense;
using Skylite.Imagery.Dense.Labels;

namespace Skylite.Tests.Dense;

public sealed class LabelEncodingTests
{
    private static readonly IReadOnlyList<DenseClass> Two = [new("grass", "#00ff00"), new("water", "#0000ff")];

    [Fact]
    public void Values_stand_for_classes_and_others_are_counted_as_unknown()
    {
        var labels = new byte[5];

        var unknown = new IndexLabels(Two, [1, 7], 0).Decode([1, 7, 0, 9, 7], 1, labels);

        Assert.Equal([0, 1, LabelValue.Ignore, LabelValue.Ignore, 1], labels);
        Assert.Equal(1, unknown);
    }

    [Fact]
    public void Colours_stand_for_classes_with_some_tolerance()
    {
        var labels = new byte[4];

        var unknown = new PaletteLabels(Two, "#000000").Decode([3, 250, 9, 0, 0, 255, 0, 0, 0, 128, 128, 128], 3, labels);

        Assert.Equal([0, 1, LabelValue.Ignore, LabelValue.Ignore], labels);
        Assert.Equal(1, unknown);
    }

    [Fact]
    public void The_nearest_colour_counts_where_several_are_near()
    {
        IReadOnlyList<DenseClass> near = [new("meadow", "#008000"), new("field", "#108810"), new("wood", "#007810")];
        var labels = new byte[3];

        Assert.Equal(0, new PaletteLabels(near).Decode([0x10, 0x88, 0x10, 0, 0x78, 0x10, 2, 0x81, 1], 3, labels));

        Assert.Equal([1, 2, 0], labels);
    }

    [Fact]
    public void A_mask_of_one_band_has_no_colours() =>
        Assert.Contains(
            "1 bands", Assert.Throws<InvalidDataException>(() => new PaletteLabels(Two).Decode([1], 1, new byte[1])).Message, StringComparison.Ordinal);

    [Fact]
    public void Noise_of_compression_falls_to_the_nearer_side()
    {
        var labels = new byte[6];

        new ThresholdLabels(DenseClass.Change).Decode([0, 3, 127, 128, 250, 255], 1, labels);

        Assert.Equal([0, 0, 0, 1, 1, 1], labels);
    }

    [Fact]
    public void Shades_of_masks_that_have_none_stand_for_no_class()
    {
        var labels = new byte[4];

        var unknown = new ThresholdLabels(DenseClass.Change) { Levels = [0, 255] }.Decode([0, 1, 200, 255], 1, labels);

        Assert.Equal([0, LabelValue.Ignore, LabelValue.Ignore, 1], labels);
        Assert.Equal(2, unknown);
    }

    [Fact]
    public void Numbered_classes_have_colours_of_their_own()
    {
        var colours = DenseClass.Numbered(20).Select(c => c.Color).ToList();

        Assert.Equal(20, colours.Distinct().Count());
        Assert.All(colours, c => Assert.Matches("^#[0-9a-f]{6}$", c));
        Assert.Equal((0x30, 0x80, 0xff), new DenseClass("x", "#3080ff").Rgb is var (r, g, b) ? (r, g, b) : default);
    }
}
