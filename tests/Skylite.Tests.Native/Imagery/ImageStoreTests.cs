using Skylite.Imagery.Loading;
using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Imagery;

public sealed class ImageStoreTests : IDisposable
{
    private readonly MiniatureTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public void Planes_of_bytes_come_as_they_lie_in_the_file(int bands)
    {
        var ending = bands > 4 ? "tif" : "png";
        var planes = _tree.AddBytes($"a/1.{ending}", bands, 9, 13);
        _tree.AddBytes($"b/1.{ending}", bands, 9, 13);
        using var store = Store(9, 13, bands == 4 ? ["red", "green", "blue", "alpha"] : null);

        Assert.Equal(planes.Select(p => (float)p), Read(store, 0));
        Assert.Equal(GdalDataType.Byte, store.DataType);
    }

    [Fact]
    public void Bands_come_in_the_order_of_their_names()
    {
        var planes = _tree.AddBytes("a/1.png", 3, 4, 4);
        _tree.AddBytes("b/1.png", 3, 4, 4);
        using var store = Store(4, 4, ["blue", "red"]);

        Assert.Equal(planes[32..].Concat(planes[..16]).Select(p => (float)p), Read(store, 0));
    }

    [Fact]
    public void Sixteen_bits_and_floats_keep_their_values()
    {
        var words = Enumerable.Range(0, 13 * 6 * 6).Select(i => (ushort)(i * 139)).ToArray();
        _tree.AddPlanes("a/1.tif", words, new GdalRasterSpec(6, 6, 13, GdalDataType.UInt16));
        _tree.AddPlanes("b/1.tif", words, new GdalRasterSpec(6, 6, 13, GdalDataType.UInt16));
        using (var store = Store(6, 6))
        {
            Assert.Equal(GdalDataType.UInt16, store.DataType);
            Assert.Equal(words.Select(w => (float)w), Read(store, 0));
        }

        using var floats = new MiniatureTree();
        var values = Enumerable.Range(0, 2 * 5 * 5).Select(i => (i - 20) * 0.37f).ToArray();
        floats.AddPlanes("a/1.tif", values, new GdalRasterSpec(5, 5, 2, GdalDataType.Float32));
        floats.AddPlanes("b/1.tif", values, new GdalRasterSpec(5, 5, 2, GdalDataType.Float32));
        using var floatStore = Store(5, 5, tree: floats);
        Assert.Equal(GdalDataType.Float32, floatStore.DataType);
        Assert.Equal(values, Read(floatStore, 0));
    }

    [Theory]
    [InlineData("png", 3)]
    [InlineData("tif", 6)]
    public void Halving_weighs_as_a_triangle_filter_does(string ending, int bands)
    {
        var planes = _tree.AddBytes($"a/1.{ending}", bands, 32, 32);
        _tree.AddBytes($"b/1.{ending}", bands, 32, 32);
        using var store = Store(16, 16);

        var small = Read(store, 0);

        // Away from the border the weights of one axis are 1, 3, 3, 1 eighths.
        float[] weights = [0.125f, 0.375f, 0.375f, 0.125f];
        for (var b = 0; b < bands; b++)
        {
            for (var y = 1; y < 15; y++)
            {
                for (var x = 1; x < 15; x++)
                {
                    float sum = 0;
                    for (var k = 0; k < 16; k++)
                    {
                        sum += planes[(b * 1024) + (((2 * y) - 1 + (k / 4)) * 32) + (2 * x) - 1 + (k % 4)] * weights[k / 4] * weights[k % 4];
                    }

                    Assert.Equal(sum, small[(b * 256) + (y * 16) + x], 0.51f);
                }
            }
        }
    }

    [Fact]
    public void A_constant_image_stays_constant_at_any_size()
    {
        foreach (var name in new[] { "a", "b" })
        {
            GdalImage.Write(_tree.Place($"{name}/1.png"), Enumerable.Repeat((byte)77, 31 * 17 * 3).ToArray(), 17, 31, 3);
        }

        using var store = Store(40, 9);

        Assert.All(Read(store, 1), v => Assert.Equal(77f, v));
    }

    [Fact]
    public void Memory_stays_within_its_budget_and_changes_nothing()
    {
        _tree.Add("a", 6, size: 20).Add("b", 6, size: 20);
        var memory = new MemoryBudget((5 * 16 * 16 * 3) + 100);
        using var small = Store(16, 16, memory: memory);
        using var large = Store(16, 16);
        using var none = Store(16, 16, memory: new MemoryBudget(0));
        large.Preload(2);

        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < 12; i++)
            {
                var expected = Read(large, i);
                Assert.Equal(expected, Read(small, i));
                Assert.Equal(expected, Read(none, i));
            }
        }

        Assert.Equal((5, 12, 0), (small.KeptCount, large.KeptCount, none.KeptCount));
        Assert.Equal(5 * 16 * 16 * 3, memory.Used);
        small.Dispose();
        Assert.Equal(0, memory.Used);
    }

    [Fact]
    public void A_corrupt_image_fails_by_its_name_or_is_skipped_and_reported_once()
    {
        _tree.Add("a", 2, ".jpg").Add("b", 2, ".jpg");
        _tree.Truncate("b/000.jpg");
        var reported = new List<CorruptImage>();
        var scenes = _tree.Open();
        var options = new ImageStoreOptions { Height = 16, Width = 16 };
        using var strict = new ImageStore(scenes, scenes.Samples, options);
        using var lenient = new ImageStore(scenes, scenes.Samples, options with { CorruptImages = CorruptImagePolicy.Skip, OnCorruptImage = reported.Add });
        var pixels = new float[3 * 16 * 16];

        Assert.Contains("000.jpg", Assert.Throws<InvalidDataException>(() => strict.TryRead(2, pixels)).Message, StringComparison.Ordinal);
        Assert.Contains("000.jpg", Assert.Throws<InvalidDataException>(() => strict.Preload(2)).Message, StringComparison.Ordinal);
        Assert.False(lenient.TryRead(2, pixels));
        Assert.False(lenient.TryRead(2, pixels));
        Assert.True(lenient.TryRead(3, pixels));
        Assert.Equal(2, Assert.Single(reported).Index);
        Assert.Contains("1 of 4 images looked at cannot be read", Assert.Single(scenes.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-9999.0)]
    [InlineData(null)]
    public void Missing_pixels_do_not_mix_with_others_when_an_image_is_resized(double? noData)
    {
        var mark = noData is { } value ? (float)value : float.NaN;
        var values = Enumerable.Repeat(0.25f, 16 * 16).ToArray();
        values.AsSpan(0, 5 * 16).Fill(mark);
        foreach (var name in new[] { "a", "b" })
        {
            _tree.AddPlanes($"{name}/1.tif", values, new GdalRasterSpec(16, 16, 1, GdalDataType.Float32) { NoData = noData });
        }

        using var store = Store(8, 8);

        var small = Read(store, 0);

        Assert.All(small[..16], v => Assert.Equal(mark, v));
        Assert.All(small[24..], v => Assert.Equal(0.25f, v, 1e-6f));
        Assert.Equal(0.25f, ImageStatistics.Of(store, "reflectance", 1, noData).Mean[0], 1e-6f);
    }

    [Fact]
    public void An_image_of_another_pixel_type_is_named_wherever_it_lies()
    {
        _tree.Add("a", 40, ".tif").Add("b", 40, ".tif");
        _tree.AddPlanes("a/001.tif", Enumerable.Repeat((ushort)4000, 3 * 16 * 16).ToArray(), new GdalRasterSpec(16, 16, 3, GdalDataType.UInt16));
        using var store = Store(16, 16);

        var message = Assert.Throws<InvalidDataException>(() => store.Preload(2)).Message;

        Assert.Contains("001.tif", message, StringComparison.Ordinal);
        Assert.Contains("UInt16", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_are_those_of_all_valid_pixels_whatever_the_workers()
    {
        var values = Enumerable.Range(0, 2 * 2 * 7 * 7).Select(i => i % 5 == 0 ? -1f : 1000 + (float)Math.Sin(i)).ToArray();
        var spec = new GdalRasterSpec(7, 7, 2, GdalDataType.Float32);
        _tree.AddPlanes("a/1.tif", values[..98], spec);
        _tree.AddPlanes("b/1.tif", values[98..], spec);
        using var store = Store(7, 7);

        var one = ImageStatistics.Of(store, "metres", 0.1f, noData: -1);
        var four = ImageStatistics.Of(store, "metres", 0.1f, noData: -1, workers: 4);

        for (var b = 0; b < 2; b++)
        {
            var valid = values.Where((v, i) => i / 49 % 2 == b && v > 0).Select(v => v * 0.1).ToArray();
            var mean = valid.Average();
            Assert.Equal(mean, one.Mean[b], 1e-4);
            Assert.Equal(Math.Sqrt(valid.Average(v => (v - mean) * (v - mean))), one.StandardDeviation[b], 1e-5);
        }

        Assert.Equal(one.Mean, four.Mean);
        Assert.Equal(one.StandardDeviation, four.StandardDeviation);
    }

    private static float[] Read(ImageStore store, int index)
    {
        var pixels = new float[store.Bands.Count * store.Height * store.Width];
        Assert.True(store.TryRead(index, pixels));
        return pixels;
    }

    private ImageStore Store(int height, int width, string[]? bands = null, MemoryBudget? memory = null, MiniatureTree? tree = null)
    {
        var scenes = (tree ?? _tree).Open();
        return new ImageStore(scenes, scenes.Samples, new ImageStoreOptions { Height = height, Width = width, Bands = bands, Memory = memory });
    }
}
