using Skylite.Imagery;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Rasters;
using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Dense;

/// <summary>Images that are brought to one mean and deviation before a network sees them.</summary>
public sealed class MatchedImagesTests
{
    private const int Side = 40;

    private static readonly ImageMoments Target = new(0.4f, 0.1f);

    [Fact]
    public void Dates_of_other_light_look_alike()
    {
        using var folder = new SmallRasters();
        Write(folder);
        var data = DenseCollection.Open(folder.Root);
        using var store = new DenseStore(data, data.Samples);

        using var plain = Assert.Single(new DenseTileLoader(store, Form(data.Bands) with { Matched = null }, 1).Epoch(0));
        using var matched = Assert.Single(new DenseTileLoader(store, Form(data.Bands), 1).Epoch(0));

        Assert.True(LargestDifference(plain.PixelsOf(0), plain.PixelsOf(1)) > 0.3);
        Assert.True(LargestDifference(matched.PixelsOf(0), matched.PixelsOf(1)) < 0.02);
        foreach (var date in new[] { 0, 1 })
        {
            var pixels = matched.PixelsOf(date).ToArray();
            // Normalised by a mean of 0.5 and a deviation of 0.25, whatever images are matched to.
            Assert.Equal((Target.Mean - 0.5) / 0.25, pixels.Average(v => (double)v), 1e-4);
            Assert.Equal(Target.Deviation / 0.25, Math.Sqrt(pixels.Average(v => (double)v * v) - Math.Pow(pixels.Average(v => (double)v), 2)), 1e-4);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1L << 30)]
    public void A_map_s_scene_and_a_tile_to_evaluate_on_are_the_same_numbers(long memory)
    {
        using var folder = new SmallRasters();
        var second = Write(folder);
        var data = DenseCollection.Open(folder.Root);
        using var store = new DenseStore(data, data.Samples, null, new(memory));
        var form = Form(data.Bands);
        using var tile = Assert.Single(new DenseTileLoader(store, form, 1).Epoch(0));

        using var scene = RasterScene.Open(second, new RasterSceneOptions { Preprocessing = form });
        var (pixels, valid) = (new float[3 * Side * Side], new byte[Side * Side]);
        scene.Read(new GdalWindow(0, 0, Side, Side), pixels, valid);

        Assert.True(LargestDifference(tile.PixelsOf(1), pixels) < 1e-4);
    }

    [Fact]
    public void A_part_of_a_scene_is_matched_as_the_whole_is()
    {
        using var folder = new SmallRasters();
        var second = Write(folder);
        var form = Form(["red", "green", "blue"]);
        using var whole = RasterScene.Open(second, new RasterSceneOptions { Preprocessing = form });
        using var part = RasterScene.Open(second, new RasterSceneOptions { Preprocessing = form, Bounds = SceneBounds.Parse("10,5,30,25") });
        var (all, some, valid) = (new float[3 * 20 * 20], new float[3 * 20 * 20], new byte[20 * 20]);

        whole.Read(new GdalWindow(10, 5, 20, 20), all, valid);
        part.Read(new GdalWindow(0, 0, 20, 20), some, valid);

        Assert.Equal(all, some);
    }

    [Fact]
    public void Missing_pixels_count_for_nothing_and_constant_images_become_the_mean()
    {
        var moments = ImageMoments.Of(300, 2, 2, (window, pixels, valid) =>
        {
            for (var i = 0; i < valid.Length; i++)
            {
                valid[i] = (byte)(i % 2);
                (pixels[i], pixels[valid.Length + i]) = (i % 2 == 0 ? 1e6f : 4, i % 2 == 0 ? -1e6f : 8);
            }
        });

        Assert.Equal(new ImageMoments(6, 2), moments);
        Assert.Equal((0, 0.4f), new ImageMoments(7, 0).To(Target));
        Assert.Equal(new ImageMoments(6, 2), ImageMoments.Of(new BandStatistics("units", 1, [4, 8], [0, 0])));
    }

    [Fact]
    public void Large_images_are_measured_by_windows_from_edge_to_edge()
    {
        var windows = new List<GdalWindow>();
        ImageMoments.Of(20_000, 300, 1, (window, _, valid) =>
        {
            windows.Add(window);
            valid.Clear();
        });

        Assert.Equal(2 * 16, windows.Count);
        Assert.Equal((0, 20_000 - 256), (windows.Min(w => w.X), windows.Max(w => w.X)));
        Assert.Equal(300, windows.Where(w => w.X == 0).Sum(w => w.Height));
    }

    [Fact]
    public void The_model_s_metadata_say_what_images_are_matched_to_and_older_ones_stay_as_they_are()
    {
        var form = Form(["red", "green", "blue"]);
        Assert.Equal(form, Preprocessing.FromJson(form.ToJson()));
        Assert.NotEqual(form, form with { Matched = null });
        Assert.DoesNotContain("matched", (form with { Matched = null }).ToJson(), StringComparison.Ordinal);
        Assert.Equal(Target, form.OfBands([2, 0]).Matched);
        Assert.Contains(
            "matched", Assert.Throws<InvalidDataException>(() => (form with { Matched = new(float.NaN, 1) }).ToJson()).Message, StringComparison.Ordinal);
    }

    // The second date is darker and flatter.
    private static string Write(SmallRasters folder)
    {
        byte Ground(int x, int y, int c) => (byte)(60 + (((x * 31) ^ (y * 17)) % 90) + (20 * c));
        folder.Write("A/p.png", Side, Side, 3, Ground);
        folder.Write("label/p.png", Side, Side, 1, (x, _, _) => (byte)(x < 4 ? 255 : 0));
        return folder.Write("B/p.png", Side, Side, 3, (x, y, c) => (byte)((Ground(x, y, c) / 2) + 20));
    }

    private static Preprocessing Form(IReadOnlyList<string> bands) => new()
    {
        Bands = bands,
        Mean = [0.5f, 0.5f, 0.5f],
        StandardDeviation = [0.25f, 0.25f, 0.25f],
        Height = Side,
        Width = Side,
        Matched = Target,
    };

    private static float LargestDifference(Memory<float> a, Memory<float> b) => a.ToArray().Zip(b.ToArray(), (x, y) => Math.Abs(x - y)).Max();
}
