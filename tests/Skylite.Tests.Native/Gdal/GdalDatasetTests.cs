using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Gdal;

public sealed class GdalDatasetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-gdal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_version_is_at_least_3_4() =>
        Assert.True(Version.Parse(GdalLibrary.Version.Split('-')[0]) >= new Version(3, 4));

    [Fact]
    public void A_tiled_uint16_GeoTIFF_keeps_pixels_place_names_and_nodata()
    {
        var path = Path.Combine(_folder, "a.tif");
        var transform = GdalGeoTransform.NorthUp(500_000, 5_600_000, 10);
        var spec = new GdalRasterSpec(300, 280, 4, GdalDataType.UInt16)
        {
            Crs = "EPSG:32633",
            GeoTransform = transform,
            NoData = 0,
            BandNames = ["B02", "B03", "B04", "B08"],
        };
        var pixels = Enumerable.Range(0, 300 * 280 * 4).Select(i => (ushort)((i * 31) % 65_536)).ToArray();

        using (var created = GdalDataset.Create(path, spec))
        {
            created.Write<ushort>(pixels);
        }

        using var read = GdalDataset.Open(path);
        var back = new ushort[pixels.Length];
        read.Read(back.AsSpan());
        Assert.Equal(pixels, back);
        Assert.Equal(GdalDataType.UInt16, read.DataType);
        Assert.Equal(transform, read.GeoTransform);
        Assert.Contains("32633", read.Projection, StringComparison.Ordinal);
        Assert.Equal(spec.BandNames, read.Bands.Select(b => b.Description));
        Assert.All(read.Bands, b => Assert.Equal((0d, 256, 256), (b.NoData, b.BlockWidth, b.BlockHeight)));
    }

    [Fact]
    public void Floats_survive_a_GeoTIFF_to_the_bit()
    {
        var path = Path.Combine(_folder, "f.tif");
        float[] pixels = [float.MinValue, -1.5f, 0, float.Epsilon, 3.25f, float.NaN];

        GdalImage.Write(path, pixels.AsSpan(), new GdalRasterSpec(3, 2, 1, GdalDataType.Float32));

        using var read = GdalDataset.Open(path);
        var back = new float[6];
        read.Read(back.AsSpan());
        Assert.Equal(pixels, back);
    }

    [Fact]
    public void A_window_of_chosen_bands_comes_in_the_order_asked_for()
    {
        var path = Path.Combine(_folder, "w.tif");
        var pixels = Enumerable.Range(0, 3 * 4 * 5).Select(i => (short)(i - 30)).ToArray();
        GdalImage.Write(path, pixels.AsSpan(), new GdalRasterSpec(5, 4, 3, GdalDataType.Int16), GdalInterleave.Band);

        using var read = GdalDataset.Open(path);
        var window = new short[2 * 2 * 2];
        read.Read(window.AsSpan(), new GdalReadOptions { Window = new GdalWindow(3, 1, 2, 2), Bands = [3, 1] });

        Assert.Equal([18, 19, 23, 24, -22, -21, -17, -16], window);
    }

    [Fact]
    public void What_stood_beside_a_file_goes_with_it_when_it_is_replaced()
    {
        var path = Path.Combine(_folder, "replaced.tif");
        File.WriteAllText(path + ".aux.xml", "<PAMDataset><Metadata><MDI key=\"MADE_BY\">another file</MDI></Metadata></PAMDataset>");
        using var raster = GdalDataset.CreateInMemory(new GdalRasterSpec(4, 2, 1, GdalDataType.Byte));

        raster.SaveAs(path);

        Assert.False(File.Exists(path + ".aux.xml"));
        using var read = GdalDataset.Open(path);
        Assert.DoesNotContain("MADE_BY", read.Metadata());
    }

    [Fact]
    public void A_smaller_buffer_averages()
    {
        var path = Path.Combine(_folder, "d.tif");
        float[] pixels = [1, 3, 10, 30, 5, 7, 50, 70];
        GdalImage.Write(path, pixels.AsSpan(), new GdalRasterSpec(4, 2, 1, GdalDataType.Float32));

        using var read = GdalDataset.Open(path);
        var small = new float[2];
        read.Read(small.AsSpan(), new GdalReadOptions { Width = 2, Height = 1, Resampling = GdalResampling.Average });

        Assert.Equal([4f, 40f], small);
    }

    [Fact]
    public void A_window_outside_the_raster_is_refused_with_the_sizes()
    {
        var path = Path.Combine(_folder, "o.png");
        GdalImage.Write(path, new byte[12], 2, 2, 3);
        using var read = GdalDataset.Open(path);

        var error = Assert.Throws<GdalException>(() => read.Read(new byte[12].AsSpan(), new GdalReadOptions { Window = new GdalWindow(1, 0, 2, 2) }));

        Assert.Contains("o.png", error.Message, StringComparison.Ordinal);
        Assert.Throws<GdalException>(() => read.Read(new byte[12].AsSpan(), new GdalReadOptions { Bands = [4] }));
        Assert.Throws<ArgumentException>(() => read.Read(new byte[11].AsSpan()));
    }

    [Theory]
    [InlineData("t.jpg")]
    [InlineData("t.png")]
    [InlineData("t.tif")]
    public void A_truncated_file_is_an_error_that_names_it(string name)
    {
        var path = Path.Combine(_folder, name);
        var noise = new byte[128 * 128 * 3];
        new Random(1).NextBytes(noise);
        GdalImage.Write(path, noise, 128, 128, 3);
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);

        var error = Assert.Throws<GdalException>(() =>
        {
            using var dataset = GdalDataset.Open(path);
            dataset.Read(noise.AsSpan(), new GdalReadOptions { Interleave = GdalInterleave.Pixel });
        });

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_error_that_names_it()
    {
        var error = Assert.Throws<GdalException>(() => GdalDataset.Open(Path.Combine(_folder, "missing.tif")));

        Assert.Contains("missing.tif", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_reference_system_is_refused() =>
        Assert.Throws<GdalException>(() => GdalSpatialReference.ToWkt("EPSG:99999999"));
}
