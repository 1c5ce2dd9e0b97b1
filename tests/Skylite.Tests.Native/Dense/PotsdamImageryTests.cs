using Skylite.Imagery.Dense;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Native.Gdal;
using Skylite.Workbench.Datasets;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Dense;

/// <summary>Potsdam is published in imagery of several kinds.</summary>
public sealed class PotsdamImageryTests
{
    private static readonly string[] Tiles = ["2_10", "2_11", "2_13"];

    [Theory]
    [InlineData("RGB IRRG RGBIR", null, "RGBIR")]
    [InlineData("RGB IRRG RGBIR", "nir,red,green", "RGBIR")]
    [InlineData("RGB IRRG RGBIR", "red,green,blue", "RGBIR")]
    [InlineData("RGB IRRG", null, "RGB")]
    [InlineData("RGB IRRG", "nir,red,green", "IRRG")]
    [InlineData("RGB IRRG", "blue,red", "RGB")]
    public void The_bands_that_are_asked_for_choose_the_imagery_and_it_is_said(string kinds, string? bands, string taken)
    {
        using var folder = Potsdam(kinds.Split(' '));
        var wanted = bands?.Split(',');

        using var data = DenseData.Open(new DataOptions { Directory = folder.Root, Size = 16, Bands = wanted }, given: null, needsSurvey: true);

        Assert.All(data.Collection.Samples, s => Assert.Contains($"_{taken}.tif", s.Dates[0].Files[0], StringComparison.Ordinal));
        Assert.Contains(data.Facts.Notes, n => n.Contains($"'Ortho_{taken}' (", StringComparison.Ordinal) && n.Contains("is taken", StringComparison.Ordinal));
        if (wanted is not null)
        {
            Assert.Equal(wanted, data.Preprocessing.Bands);
        }
    }

    [Fact]
    public void A_band_that_no_imagery_has_is_refused()
    {
        using var folder = Potsdam("RGB", "IRRG");

        var options = new DataOptions { Directory = folder.Root, Size = 16, Bands = ["swir16"] };
        Assert.Contains(
            "'swir16'",
            Assert.Throws<ArgumentException>(() => DenseData.Open(options, given: null, needsSurvey: true)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Near_infrared_that_the_files_call_opacity_is_a_band()
    {
        using var folder = Potsdam("RGBIR");
        var data = DenseCollection.Open(folder.Root);
        using var store = new DenseStore(data, data.Samples, ["nir"]);
        using var reader = new DenseReader(store);
        var pixels = new float[4];

        reader.Read(0, new GdalWindow(3, 0, 4, 1), pixels, new byte[4]);

        using (var file = GdalDataset.Open(data.Samples[0].Dates[0].Files[0]))
        {
            Assert.Equal(GdalColorInterpretation.Alpha, file.Bands[3].ColorInterpretation);
        }

        Assert.Equal([33, 34, 35, 36], pixels);
        Assert.DoesNotContain(data.Notes, n => n.Contains("is taken", StringComparison.Ordinal));
        Assert.Equal(["red", "green", "blue", "nir"], DatasetInspector.Inspect(folder.Root).Statistics.Select(s => s.Band));
    }

    // Water and shadow, where near infrared is nothing at all.
    [Fact]
    public void Labels_stay_where_near_infrared_is_zero()
    {
        using var folder = Potsdam(5, "RGBIR");
        using var data = DenseData.Open(new DataOptions { Directory = folder.Root, Size = 16 }, given: null, needsSurvey: true);

        Assert.Equal(Tiles.Length * 30 * 20, Enum.GetValues<SplitPart>().Sum(part => data.Tiles(part, 8).Epoch(0).Sum(Labelled)));
        Assert.Equal(0, DatasetInspector.Inspect(folder.Root).Statistics[3].Minimum);
    }

    private static int Labelled(Batch batch)
    {
        using (batch)
        {
            return batch.Labels.Count(l => l >= 0);
        }
    }

    private static SmallRasters Potsdam(params IReadOnlyList<string> kinds) => Potsdam(0, kinds);

    private static SmallRasters Potsdam(int zeros, params IReadOnlyList<string> kinds)
    {
        var folder = new SmallRasters();
        foreach (var tile in Tiles)
        {
            foreach (var kind in kinds)
            {
                var bands = kind == "RGBIR" ? 4 : 3;
                GdalImage.Write(
                    Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Root, $"Ortho_{kind}")).FullName, $"top_potsdam_{tile}_{kind}.tif"),
                    new ReadOnlySpan<byte>([.. Enumerable.Range(0, 30 * 20 * bands)
                        .Select(i => (byte)(i % bands == 3 && i / bands % 30 < zeros ? 0 : (i / bands % 30) + (10 * (i % bands))))]),
                    GdalImage.PictureSpec(30, 20, bands),
                    options: new GdalWriteOptions { Extra = bands == 4 ? ["PHOTOMETRIC=RGB", "ALPHA=YES"] : [] });
            }

            folder.Write($"Labels/top_potsdam_{tile}_label.tif", 30, 20, 3, (x, _, c) => (byte)(x < 15 || c == 2 ? 255 : 0));
        }

        return folder;
    }
}
