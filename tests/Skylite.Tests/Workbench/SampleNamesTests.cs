using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Datasets;

namespace Skylite.Tests.Workbench;

public sealed class SampleNamesTests
{
    [Theory]
    [InlineData("train/label/train_386_0512_0768.png", "train_386")]
    [InlineData("ann_dir/train/2_10_0_0_512_512.png", "2_10")]
    [InlineData("ann_dir/train/2_10_512_0_1024_512.png", "2_10")]
    [InlineData("masks/area12_x512_y1024.tif", "area12")]
    [InlineData("masks/scene-r03-c11.tif", "scene")]
    [InlineData("masks/landscape_0001.png", null)]
    [InlineData("masks/12_34.png", null)]
    [InlineData("cm/pisa-cm.tif", null)]
    public void Names_of_tiles_tell_what_they_were_cut_from(string name, string? expected) => Assert.Equal(expected, TileNames.Source(name));

    [Theory]
    [InlineData("train {0}_{1}|val {0}_{1}|test {0}_{1}", 6, 4, 18)]
    [InlineData("img {0}_{1}", 20, 16, 20)]
    [InlineData("north {0}_{1}|south {0}_{1}", 40, 4, 80)]
    [InlineData("north {0}_{1}|south {0}_{1}", 20, 25, 2)]
    [InlineData("north x{0}_y{1}|south x{0}_y{1}", 40, 4, 2)]
    [InlineData("north {0}00_{1}00|south {0}00_{1}00", 40, 4, 2)]
    [InlineData(
        "area1 {0}_{1}|area2 {0}_{1}|area3 {0}_{1}|area4 {0}_{1}|area5 {0}_{1}|area6 {0}_{1}|area7 {0}_{1}|area8 {0}_{1}|area9 {0}_{1}|area10 {0}_{1}",
        40, 4, 10)]
    public void The_first_of_two_numbers_is_an_images_where_it_can_be_no_row(string patterns, int firsts, int seconds, int expected)
    {
        var names = patterns.Split('|')
            .SelectMany(p => Enumerable.Range(0, firsts * seconds).Select(
                i => string.Format(System.Globalization.CultureInfo.InvariantCulture, p.Replace(' ', '_'), i / seconds, i % seconds) + ".png"));

        Assert.Equal(expected, TileNames.Sources([.. names]).Distinct().Count());
    }

    [Fact]
    public void Only_images_with_tiles_in_several_parts_are_named()
    {
        (string, SplitPart)[] samples =
        [
            ("a_0_0.png", SplitPart.Train), ("a_0_256.png", SplitPart.Test),
            ("b_0_0.png", SplitPart.Train), ("b_0_256.png", SplitPart.Train),
            ("c_0_0.png", SplitPart.Train), ("c_0_0.png", SplitPart.Test),
            ("photo.png", SplitPart.Train), ("photo2.png", SplitPart.Test),
        ];
        var (source, parts) = Assert.Single(SampleNames.Shared(samples));
        Assert.Equal("a", source);
        Assert.Equal([SplitPart.Train, SplitPart.Test], parts);
    }
}
