using Skylite.Imagery.Splits;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Dense;

/// <summary>A mask is judged as a whole before training begins, whatever is read of it at once.</summary>
public sealed class MaskCensusTests
{
    private const int Side = 100;

    [Theory]
    [InlineData(0L)]
    [InlineData(1L << 30)]
    public void A_few_pixels_of_unknown_colours_are_told_and_not_counted_whatever_is_kept_in_memory(long cache)
    {
        // 1.5 % of a mask, and half of a crop that lies around them.
        using var folder = Potsdam("2_11", (x, y) => x < 10 && y < 15);
        using var data = DenseData.Open(new DataOptions { Directory = folder.Root, Size = 16, CacheBytes = cache }, given: null, needsSurvey: true);

        var labelled = 0;
        foreach (var batch in data.Tiles(SplitPart.Train, 4).Epoch(0))
        {
            using (batch)
            {
                labelled += batch.Labels.Count(l => l >= 0);
            }
        }

        Assert.Equal((Side * Side) - 150, labelled);
        var note = Assert.Single(data.Facts.Notes, n => n.Contains("stand for no class", StringComparison.Ordinal));
        Assert.All(
            ["0.5 % of all pixels", "#646464", "5_Labels_all/top_potsdam_2_11_label.tif"], said => Assert.Contains(said, note, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2_11", 0L)]
    [InlineData("2_11", 1L << 30)]
    [InlineData("2_10", 1L << 30)]
    [InlineData("2_13", 1L << 30)]
    public void A_mask_of_many_unknown_colours_is_refused_before_anything_is_learnt_in_whatever_part_it_is(string tile, long cache)
    {
        using var folder = Potsdam(tile, (x, y) => x < 10 && y < 25);

        var message = Assert.Throws<InvalidDataException>(
            () => DenseData.Open(new DataOptions { Directory = folder.Root, Size = 16, CacheBytes = cache }, given: null, needsSurvey: true)).Message;

        Assert.All([$"top_potsdam_{tile}_label.tif", "2.5 % of its pixels", "#646464"], said => Assert.Contains(said, message, StringComparison.Ordinal));
    }

    private static SmallRasters Potsdam(string odd, Func<int, int, bool> isUnknown)
    {
        var folder = new SmallRasters();
        foreach (var tile in new[] { "2_10", "2_11", "2_13" })
        {
            folder.Write($"2_Ortho_RGB/top_potsdam_{tile}_RGB.tif", Side, Side, 3, (x, y, _) => (byte)(x + y));
            folder.Write(
                $"5_Labels_all/top_potsdam_{tile}_label.tif", Side, Side, 3,
                (x, y, c) => (byte)(tile == odd && isUnknown(x, y) ? 100 : x < 50 || c == 2 ? 255 : 0));
        }

        return folder;
    }
}
