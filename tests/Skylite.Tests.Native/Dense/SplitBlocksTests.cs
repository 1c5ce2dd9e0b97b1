using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Dense;

/// <summary>The blocks that few rasters are divided into have nothing to do with a network's input.</summary>
public sealed class SplitBlocksTests
{
    [Fact]
    public void Networks_of_any_size_are_tested_on_the_same_pixels()
    {
        using var folder = Scene(400, 300);
        var (small, large) = (Open(folder, size: 32), Open(folder, size: 128));
        Assert.Equal(small.Checksum, large.Checksum);
        Assert.Equal(small.Windows, large.Windows);
        // 6 × 4 blocks of 64; with 128 there would be 3 × 2.
        Assert.Equal((24, 64), (small.Windows.Count, small.Stated));
    }

    [Fact]
    public void The_side_that_was_chosen_is_written_down_and_draws_the_same_split_again()
    {
        using var folder = Scene(400, 300);
        var said = Open(folder, size: 32, side: 100);
        Assert.Equal((12, 100), (said.Windows.Count, said.Stated));
        Assert.Equal(said.Checksum, Open(folder, size: 64, side: said.Stated).Checksum);
        Assert.NotEqual(said.Checksum, Open(folder, size: 64).Checksum);
        Assert.Throws<ArgumentException>(() => Open(folder, size: 64, side: 4));
    }

    [Theory]
    [InlineData(2000, 1600, 256)]
    [InlineData(1100, 1100, 256)]
    [InlineData(1000, 1000, 128)]
    [InlineData(700, 700, 128)]
    [InlineData(60, 50, 32)]
    public void Large_rasters_have_blocks_of_256_and_small_ones_smaller(int width, int height, int side) =>
        Assert.Equal(side, DenseSplit.BlockSide([new DenseSample("a", [], "a") { Window = new(0, 0, width, height) }], new SplitOptions()));

    private static SmallRasters Scene(int width, int height)
    {
        var folder = new SmallRasters();
        folder.Write("scene.tif", width, height, 3, (x, y, c) => (byte)(x + y + c));
        folder.Write("labels.tif", width, height, 1, (x, _, _) => (byte)(1 + (x / 40 % 2)));
        return folder;
    }

    private static (string Checksum, IReadOnlyList<string> Windows, int? Stated) Open(SmallRasters folder, int size, int? side = null)
    {
        var images = new DataOptions { Directory = folder.Root, Size = size, Split = new SplitOptions { Seed = 3, BlockSide = side } };
        using var data = DenseData.Open(images, given: null, needsSurvey: false);
        return (data.Facts.SplitChecksum, [.. data.Split.Samples.Select(s => $"{s.Part} {string.Join(' ', s.Window)}")], data.Facts.Split.BlockSide);
    }
}
