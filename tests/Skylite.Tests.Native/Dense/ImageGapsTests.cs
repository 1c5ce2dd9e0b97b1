using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Native.Gdal;
using Skylite.Workbench.Datasets;
using Skylite.Workbench.Dense;

namespace Skylite.Tests.Native.Dense;

/// <summary>Labels count where there is imagery.</summary>
public sealed class ImageGapsTests
{
    private const int Side = 16;

    [Fact]
    public void Labels_count_where_both_dates_show_a_band_at_least()
    {
        using var folder = new SmallRasters();
        // Columns 0 to 3 are missing in the first date, 4 and 5 in the second, 6 in one band alone.
        Write(folder, "A/a.tif", (x, band) => x < 4 || (x == 6 && band == 0) ? float.NaN : x);
        Write(folder, "B/a.tif", (x, _) => x is 4 or 5 ? float.NaN : x);
        folder.Write("label/a.png", Side, Side, 1, (x, _, _) => (byte)(x < 8 ? 255 : 0));
        var data = DenseCollection.Open(folder.Root);
        using var store = new DenseStore(data, data.Samples);

        var survey = DenseSurvey.Of(store);
        using var batch = Assert.Single(new DenseTileLoader(store, survey.Statistics.ToPreprocessing(data.Bands, Side, Side), 1).Epoch(0));

        Assert.Equal([8 * Side, 2 * Side], survey.ClassPixels);
        Assert.All(survey.Places[1], place => Assert.InRange(place.X, 6, 7));
        Assert.Equal(2 * Side, batch.Labels.Count(l => l == 1));
        Assert.Equal(8 * Side, batch.Labels.Count(l => l == 0));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("B")]
    public void A_sample_to_train_on_without_any_imagery_is_told(string empty)
    {
        using var folder = new SmallRasters();
        foreach (var (part, name) in new[] { ("train", "a"), ("train", "b"), ("val", "c"), ("test", "d") })
        {
            foreach (var date in new[] { "A", "B" })
            {
                Write(folder, $"{part}/{date}/{name}.tif", (x, _) => name == "b" && date == empty ? float.NaN : x);
            }

            folder.Write($"{part}/label/{name}.png", Side, Side, 1, (x, _, _) => (byte)(x < 8 ? 255 : 0));
        }

        var file = Path.Combine("train", empty, "b.tif");
        using var data = DenseData.Open(new DenseDataOptions { Directory = folder.Root, Side = Side }, given: null, needsSurvey: true);
        Assert.Contains(data.Facts.Notes, n => n.Contains("1 of 2 samples to train have no pixel of imagery", StringComparison.Ordinal) && n.Contains("b.tif", StringComparison.Ordinal));
        Assert.Equal(Side * Side, data.ClassCounts.Sum());
        Assert.Equal(2, data.Count(SplitPart.Train));
        Assert.Contains(DatasetInspector.Inspect(folder.Root).Problems, p => p.Contains("no pixel of imagery", StringComparison.Ordinal) && p.Contains(file, StringComparison.Ordinal));
    }

    private static void Write(SmallRasters folder, string path, Func<int, int, float> value)
    {
        var full = Path.Combine(folder.Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        GdalImage.Write(
            full,
            new ReadOnlySpan<float>([.. Enumerable.Range(0, Side * Side * 2).Select(i => value(i / 2 % Side, i % 2))]),
            new GdalRasterSpec(Side, Side, 2, GdalDataType.Float32));
    }
}
