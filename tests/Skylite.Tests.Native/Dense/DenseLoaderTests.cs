using Skylite.Imagery;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Loading;
using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Dense;

public sealed class DenseLoaderTests
{
    [Fact]
    public void Tiles_show_every_pixel_and_label_exactly_once()
    {
        using var folder = new SmallRasters().WithPairs(2);
        var data = DenseCollection.Open(folder.Root);
        using var store = new DenseStore(data, data.Samples);
        var survey = DenseSurvey.Of(store);
        var loader = new DenseTileLoader(store, Preprocessing(survey, 16), batchSize: 3);

        var changed = 0;
        var labelled = 0;
        foreach (var batch in loader.Epoch(0))
        {
            using (batch)
            {
                Assert.Equal((2, 3, 16 * 16), (batch.Dates, batch.Channels, batch.LabelsPerSample));
                changed += batch.Labels.Count(l => l == 1);
                labelled += batch.Labels.Count(l => l >= 0);
                Assert.Equal(batch.Labels.Select((l, i) => (l, i)).Where(p => p.l >= 0).Select(p => p.l == 1), Brightened(batch));
            }
        }

        Assert.Equal((2 * 8 * 8, 2 * 40 * 30), (changed, labelled));
        Assert.Equal([(2 * 40 * 30) - 128, 128], survey.ClassPixels);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1L << 30)]
    public void Rasters_that_do_not_fit_are_read_window_by_window_with_the_same_result(long memory)
    {
        using var folder = new SmallRasters().WithPairs(3);
        var data = DenseCollection.Open(folder.Root);
        using var reference = new DenseStore(data, data.Samples);
        using var store = new DenseStore(data, data.Samples, null, new MemoryBudget(memory));
        var survey = DenseSurvey.Of(reference);

        Assert.Equal(Crops(reference, survey, workers: 1), Crops(store, survey, workers: 3));
    }

    [Fact]
    public void Bands_are_read_by_name_and_in_the_order_asked_for()
    {
        using var folder = new SmallRasters().WithPairs(1);
        var data = DenseCollection.Open(folder.Root);
        using var store = new DenseStore(data, data.Samples, ["blue", "red"]);
        using var reader = new DenseReader(store);
        var pixels = new float[4];

        reader.Read(0, new(5, 6, 1, 1), pixels, new byte[1]);

        Assert.Equal([33, 31, 133, 131], pixels);
    }

    [Theory]
    [InlineData(40, 200)]
    [InlineData(640, 1200)]
    public void An_epoch_covers_the_area_and_has_two_hundred_crops_at_least(int width, int crops)
    {
        using var folder = new SmallRasters();
        folder.WithPairs(1, width: width, height: 480);
        var data = DenseCollection.Open(folder.Root);
        using var store = new DenseStore(data, data.Samples);
        var survey = DenseSurvey.Of(store);
        Assert.Equal(crops, new DenseCropLoader(store, survey, Preprocessing(survey, 16), new() { BatchSize = 8 }).SampleCount);
    }

    [Fact]
    public void Half_of_the_crops_hold_the_rare_class()
    {
        using var folder = new SmallRasters();
        folder.WithPairs(1, width: 400, height: 300);
        var data = DenseCollection.Open(folder.Root);
        using var store = new DenseStore(data, data.Samples);
        var loader = new DenseCropLoader(store, DenseSurvey.Of(store), Preprocessing(DenseSurvey.Of(store), 16), new() { BatchSize = 10, CropsPerEpoch = 200 });

        var holding = 0;
        foreach (var batch in loader.Epoch(0))
        {
            using (batch)
            {
                holding += Enumerable.Range(0, batch.Count).Count(i => batch.Labels.AsSpan(i * 256, 256).Contains(1));
            }
        }

        // A quarter of the crops is laid around change (half of them balanced, half of those of class 1); by chance there would be two or three.
        Assert.InRange(holding, 30, 90);
    }

    [Fact]
    public void A_sample_smaller_than_the_tile_is_mirrored_without_labels()
    {
        using var folder = new SmallRasters();
        folder.WithPairs(1, width: 20, height: 14);
        var data = DenseCollection.Open(folder.Root);
        using var store = new DenseStore(data, data.Samples);
        var loader = new DenseTileLoader(store, Preprocessing(DenseSurvey.Of(store), 32), 1);

        using var batch = Assert.Single(loader.Epoch(0));

        Assert.Equal(20 * 14, batch.Labels.Count(l => l >= 0));
        Assert.All(Enumerable.Range(0, 32), y => Assert.True(batch.Labels[(y * 32) + 25] < 0));
        Assert.Equal(batch.Pixels.Span[18], batch.Pixels.Span[20]);
    }

    [Theory]
    [InlineData(-9999.0, null)]
    [InlineData(-9999.0, 0.0)]
    [InlineData(null, -9999.0)]
    public void Missing_pixels_are_the_mean_whether_the_files_or_the_model_state_their_mark(double? stated, double? ofTheModel)
    {
        using var folder = new SmallRasters();
        folder.Write("masks/a.png", 16, 16, 1, (x, _, _) => (byte)(x < 8 ? 1 : 0));
        Directory.CreateDirectory(Path.Combine(folder.Root, "images"));
        using (var image = GdalDataset.Create(
            Path.Combine(folder.Root, "images", "a.tif"), new GdalRasterSpec(16, 16, 1, GdalDataType.Float32) { NoData = stated }))
        {
            image.Write<float>([.. Enumerable.Range(0, 256).Select(i => i % 16 < 4 ? -9999f : i % 16 < 12 ? 0f : 30f)]);
        }

        var data = DenseCollection.Open(folder.Root);
        using var store = new DenseStore(data, data.Samples);
        var form = new Preprocessing { Bands = data.Bands, Scale = 0.1f, Mean = [2], StandardDeviation = [0.5f], Height = 16, Width = 16, NoData = ofTheModel };

        using var batch = Assert.Single(new DenseTileLoader(store, form, 1).Epoch(0));

        Assert.Equal(0, batch.Pixels.Span[0]);
        Assert.Equal(-4f, batch.Pixels.Span[8], 1e-6f);
        Assert.Equal(2f, batch.Pixels.Span[15], 1e-6f);
        Assert.Equal([-1, 1, 0], [batch.Labels[0], batch.Labels[4], batch.Labels[15]]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_file_is_open_after_an_epoch_whether_it_was_seen_to_its_end_or_left(bool toTheEnd)
    {
        using var folder = new SmallRasters().WithPairs(6);
        var data = DenseCollection.Open(folder.Root);
        using var store = new DenseStore(data, data.Samples, null, new MemoryBudget(0));
        var survey = DenseSurvey.Of(store);
        IBatchSource[] loaders =
        [
            new DenseTileLoader(store, Preprocessing(survey, 16), batchSize: 1),
            new DenseCropLoader(store, survey, Preprocessing(survey, 16), new() { BatchSize = 1, CropsPerEpoch = 30 }),
        ];
        foreach (var loader in loaders)
        {
            foreach (var batch in loader.Epoch(0).Take(toTheEnd ? int.MaxValue : 2))
            {
                batch.Dispose();
            }

            Assert.Empty(OpenFiles.Below(folder.Root));
        }

        GC.KeepAlive(loaders);
    }

    [Fact]
    public void A_palette_with_unknown_colours_is_refused_by_name()
    {
        using var folder = new SmallRasters();
        folder.Write("1/top_potsdam_2_10_RGB.tif", 16, 16, 3, (x, _, _) => (byte)x);
        var mask = folder.Write("2/top_potsdam_2_10_label.tif", 16, 16, 3, (_, _, _) => 90);
        var data = DenseCollection.Open(folder.Root);

        Assert.Contains(mask, Assert.Throws<InvalidDataException>(() => MaskCensus.Of(data.Layout, data.Samples)).Message, StringComparison.Ordinal);
    }

    private static Preprocessing Preprocessing(DenseSurvey survey, int side) => survey.Statistics.ToPreprocessing(["red", "green", "blue"], side, side);

    // Whether the second date is brighter than the first by what the pairs add, at the labelled pixels of a batch.
    private static IEnumerable<bool> Brightened(Batch batch)
    {
        var (first, second) = (batch.PixelsOf(0).ToArray(), batch.PixelsOf(1).ToArray());
        for (var i = 0; i < batch.Labels.Length; i++)
        {
            if (batch.Labels[i] >= 0)
            {
                var at = (i / 256 * batch.SampleLength) + (i % 256);
                yield return second[at] - first[at] > 0.5f;
            }
        }
    }

    private static List<float> Crops(DenseStore store, DenseSurvey survey, int workers)
    {
        var loader = new DenseCropLoader(
            store, survey, Preprocessing(survey, 16), new() { BatchSize = 4, CropsPerEpoch = 12, Threads = new() { Workers = workers }, Seed = 9 });
        var seen = new List<float>();
        foreach (var batch in loader.Epoch(2))
        {
            using (batch)
            {
                seen.AddRange(batch.PixelsOf(0).ToArray());
                seen.AddRange(batch.PixelsOf(1).ToArray());
                seen.AddRange(batch.Labels.Select(l => (float)l));
            }
        }

        return seen;
    }
}
