using Skylite.Imagery.Rasters;
using Skylite.Tests.Graphs;

namespace Skylite.Tests.Rasters;

public sealed class RasterFilesTests
{
    [Theory]
    [InlineData("2018-10-13, Sentinel-2B L1C, B02.tiff", "B02")]
    [InlineData("T32UQD_20200101T101010_B8A_20m.jp2", "B8A")]
    [InlineData("b11.tif", "B11")]
    [InlineData("ABB04x.tif", null)]
    [InlineData("scene.tif", null)]
    public void File_names_tell_the_band(string file, string? band) => Assert.Equal(band, RasterFiles.BandOf(file));

    [Fact]
    public void A_folder_of_bands_gives_the_finest_file_of_each()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "R20m/T_B02_20m.jp2", "R10m/T_B02_10m.jp2", "R20m/T_B8A_20m.jp2", "T_B11.txt" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
            File.WriteAllText(folder.File(name), string.Empty);
        }

        var files = RasterFiles.Of(folder.Path);
        Assert.Equal([("T_B02_10m.jp2", "B02"), ("T_B8A_20m.jp2", "B8A")], files.Select(f => (Path.GetFileName(f.Path), f.Band)));
    }

    [Fact]
    public void Masks_of_quality_in_a_product_are_no_bands()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[]
        {
            "GRANULE/L2A/IMG_DATA/R10m/T_B04_10m.jp2", "GRANULE/L2A/QI_DATA/MSK_DETFOO_B04.jp2", "GRANULE/L2A/QI_DATA/MSK_QUALIT_B04.jp2",
            "GRANULE/L2A/QI_DATA/MSK_QUALIT_B10.jp2",
        })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
            File.WriteAllText(folder.File(name), string.Empty);
        }

        Assert.Equal(("T_B04_10m.jp2", "B04"), Assert.Single(RasterFiles.Of(folder.Path).Select(f => (Path.GetFileName(f.Path), f.Band))));
    }

    [Theory]
    [InlineData("B4.tif,B8.tif,B8A.tif,B11.tif", "B04,B08,B11,B8A")]
    [InlineData("B04.tif,B8.tif", "B04")]
    [InlineData("LC08_B1.TIF,LC08_B2.TIF,LC08_B10.TIF,LC08_B11.TIF,LC08_BQA.TIF", "B1,B2,B10,B11")]
    [InlineData("LT05_B1.TIF,LT05_B7.TIF", "B1,B7")]
    public void Bands_without_a_leading_0_are_Sentinel_2_s_where_only_it_has_the_others(string files, string bands)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in files.Split(','))
        {
            File.WriteAllText(folder.File(name), string.Empty);
        }

        Assert.Equal(bands.Split(','), RasterFiles.Of(folder.Path).Select(f => f.Band));
    }

    [Fact]
    public void Rasters_of_a_folder_that_are_passed_over_are_named()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "B04.tif", "B8.tif", "B11.tif", "BQA.tif" })
        {
            File.WriteAllText(folder.File(name), string.Empty);
        }

        var notes = new List<string>();
        Assert.Equal(["B04", "B11"], RasterFiles.Of(folder.Path, notes.Add).Select(f => f.Band));
        Assert.EndsWith("passed over: B8.tif, BQA.tif", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SENTINEL2_L2A:/vsizip/S2.zip/MTD.xml:10m:EPSG_32632")]
    [InlineData("NETCDF:\"a.nc\":band")]
    [InlineData("vrt://x.tif?bands=3,2,1")]
    [InlineData("/vsicurl/https://example.org/x.tif")]
    public void What_only_GDAL_understands_is_left_to_it(string place) => Assert.Equal((place, null), Assert.Single(RasterFiles.Of(place)));

    [Theory]
    [InlineData("pisa/imgs_1", "pisa/imgs_2")]
    [InlineData("2019/R10m", "2020/R10m")]
    [InlineData("", "older")]
    public void A_folder_of_several_scenes_is_none_of_them(string one, string other)
    {
        using var folder = new TemporaryFolder();
        foreach (var below in (string[])[one, other])
        {
            Directory.CreateDirectory(folder.File(below));
            File.WriteAllText(folder.File(Path.Combine(below, "T_B02.tif")), string.Empty);
        }

        var message = Assert.Throws<InvalidDataException>(() => RasterFiles.Of(folder.Path)).Message;

        Assert.Contains(Path.Combine(one, "T_B02.tif"), message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(other, "T_B02.tif"), message, StringComparison.Ordinal);
    }

    [Fact]
    public void Places_that_name_no_scene_are_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<InvalidDataException>(() => RasterFiles.Of(folder.Path));
        Assert.Contains("missing.tif", Assert.Throws<FileNotFoundException>(() => RasterFiles.Of("missing.tif")).Message, StringComparison.Ordinal);
        File.WriteAllText(folder.File("a.tif"), string.Empty);
        File.WriteAllText(folder.File("b.tif"), string.Empty);
        Assert.Throws<InvalidDataException>(() => RasterFiles.Of(folder.Path));
        Assert.Equal(2, RasterFiles.Of($"{folder.File("a.tif")}+{folder.File("b.tif")}").Count);
        File.WriteAllText(folder.File("x_B02.tif"), string.Empty);
        File.WriteAllText(folder.File("y_B02.tif"), string.Empty);
        Assert.Contains("two files for band B02", Assert.Throws<InvalidDataException>(() => RasterFiles.Of(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shift_between_two_images_is_found()
    {
        const int Side = 64;
        var random = new Random(5);
        var big = Enumerable.Range(0, 100 * 100).Select(_ => (float)random.NextDouble()).ToArray();
        float[] Cut(int x, int y) => [.. Enumerable.Range(0, Side * Side).Select(i => big[((y + (i / Side)) * 100) + x + (i % Side)])];
        Assert.Equal((5, -3), Registration.Shift(Cut(20, 20), Cut(15, 23), Side));
        Assert.Equal((0, 0), Registration.Shift(Cut(20, 20), Cut(20, 20), Side));
        var other = Enumerable.Range(0, Side * Side).Select(_ => (float)random.NextDouble()).ToArray();
        Assert.Null(Registration.Shift(Cut(20, 20), other, Side));
    }
}
