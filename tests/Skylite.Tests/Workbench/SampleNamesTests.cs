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
