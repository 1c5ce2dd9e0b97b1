using Skylite.Imagery.Dense;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Native.Gdal;
using Skylite.Workbench.Datasets;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Tasks;

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
    [InlineData(true)]
    [InlineData(false)]
    public void What_an_opacity_band_hides_is_neither_learnt_nor_measured(bool kept)
    {
        using var folder = new SmallRasters();
        // Columns 0 to 3 of the first date are transparent and black.
        folder.Write("A/a.png", Side, Side, 4, (x, _, band) => (byte)(x < 4 ? 0 : band == 3 ? 255 : 100));
        folder.Write("B/a.png", Side, Side, 4, (_, _, band) => (byte)(band == 3 ? 255 : 100));
        folder.Write("label/a.png", Side, Side, 1, (x, _, _) => (byte)(x < 8 ? 255 : 0));
        var data = DenseCollection.Open(folder.Root);
        using var store = new DenseStore(data, data.Samples, memory: new MemoryBudget(kept ? 1 << 20 : 0));

        var survey = DenseSurvey.Of(store);
        using var batch = Assert.Single(new DenseTileLoader(store, survey.Statistics.ToPreprocessing(data.Bands, Side, Side), 1).Epoch(0));

        Assert.Equal(3, data.Bands.Count);
        Assert.All(survey.Statistics.Mean, m => Assert.Equal(100f / 255, m, 1e-6f));
        Assert.Equal([8 * Side, 4 * Side], survey.ClassPixels);
        Assert.Equal(4 * Side, batch.Labels.Count(l => l == 1));
        Assert.Equal(4 * Side, batch.Labels.Count(l => l < 0));
        Assert.All(DatasetInspector.Inspect(folder.Root).Statistics, b => Assert.Equal(100, b.Minimum, 1e-3));
    }

    [Fact]
    public void Parts_that_hardly_show_a_class_are_told()
    {
        using var folder = new SmallRasters();
        foreach (var part in new[] { "train", "val", "test" })
        {
            folder.Write($"{part}/A/{part}.png", Side, Side, 1, (x, y, _) => (byte)(x + y));
            folder.Write($"{part}/B/{part}.png", Side, Side, 1, (x, y, _) => (byte)(x + y));
            folder.Write($"{part}/label/{part}.png", Side, Side, 1, (x, _, _) => (byte)(x < 8 && part == "train" ? 255 : 0));
        }

        using var data = DenseData.Open(new DataOptions { Directory = folder.Root, Size = Side }, given: null, needsSurvey: true);
        Assert.Contains(
            data.Facts.Notes, n => n.StartsWith("the part to validate shows too little of 'changed' (no pixel, to train 50 %)", StringComparison.Ordinal));
        Assert.Contains(
            data.Facts.Notes, n => n.StartsWith("the part to test shows too little of 'changed' (no pixel, to train 50 %)", StringComparison.Ordinal));
    }

    [Fact]
    public void Dates_that_mark_missing_pixels_differently_are_refused()
    {
        using var folder = new SmallRasters();
        foreach (var (date, missing) in new[] { ("A", 0.0), ("B", 200.0) })
        {
            var path = Path.Combine(folder.Root, date, "a.tif");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            GdalImage.Write(path, new ReadOnlySpan<byte>(new byte[Side * Side]), new GdalRasterSpec(Side, Side, 1, GdalDataType.Byte) { NoData = missing });
        }

        folder.Write("label/a.png", Side, Side, 1, (x, _, _) => (byte)(x < 8 ? 255 : 0));
        var refused = Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root));
        Assert.Contains("by 200", refused.Message, StringComparison.Ordinal);
        Assert.Contains("-dstnodata", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bytes", "digital-number", 1f, 0f, 1f)]
    [InlineData("unit-interval", "unit-interval", 1f / 255, 0f, 1f)]
    [InlineData("symmetric", "unit-interval", 1f / 255, 0.5f, 0.5f)]
    public void Pixels_are_normalised_as_the_name_says(string name, string units, float scale, float mean, float deviation)
    {
        using var folder = new SmallRasters();
        foreach (var part in new[] { "train", "val", "test" })
        {
            folder.WithPairs(1, part);
        }

        using var data = DenseData.Open(
            new DataOptions { Directory = folder.Root, Size = Side, Normalization = Normalization.Find(name) }, given: null, needsSurvey: true);
        Assert.Equal((units, scale), (data.Preprocessing.Units, data.Preprocessing.Scale));
        Assert.All(data.Preprocessing.Mean, m => Assert.Equal(mean, m));
        Assert.All(data.Preprocessing.StandardDeviation, d => Assert.Equal(deviation, d));
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
        using var data = DenseData.Open(new DataOptions { Directory = folder.Root, Size = Side }, given: null, needsSurvey: true);
        Assert.Contains(
            data.Facts.Notes,
            n => n.Contains("1 of 2 samples to train have no pixel of imagery", StringComparison.Ordinal) && n.Contains("b.tif", StringComparison.Ordinal));
        Assert.Equal(Side * Side, data.ClassCounts.Sum());
        Assert.Equal(2, data.Count(SplitPart.Train));
        Assert.Contains(
            DatasetInspector.Inspect(folder.Root).Problems,
            p => p.Contains("no pixel of imagery", StringComparison.Ordinal) && p.Contains(file, StringComparison.Ordinal));
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
