using Skylite.Imagery.Dense;
using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Dense;

public sealed class SamplePlaceTests
{
    private const int Side = 40;

    [Theory]
    [InlineData(0, "EPSG:32632", null)]
    [InlineData(30, "EPSG:32632", "up to 3 pixels beside")]
    [InlineData(400, "EPSG:32632", "error")]
    [InlineData(0, "EPSG:32633", "error")]
    public void Dates_that_lie_elsewhere_are_refused_and_small_shifts_are_said(double east, string crs, string? said)
    {
        using var folder = new SmallRasters();
        Placed(folder, "A/a.tif", 3, 0, "EPSG:32632");
        Placed(folder, "B/a.tif", 3, east, crs);
        Placed(folder, "label/a.tif", 1, 0, "EPSG:32632");

        if (said == "error")
        {
            Assert.Contains(
                Path.Combine("B", "a.tif"), Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message, StringComparison.Ordinal);
            return;
        }

        var notes = DenseCollection.Open(folder.Root).Notes;
        Assert.Equal(said is null ? 0 : 1, notes.Count);
        Assert.All(notes, note => Assert.Contains(said!, note, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(150, 10, true)]
    [InlineData(0, 10.15, false)]
    [InlineData(0, 10.3, true)]
    public void An_offset_is_no_smaller_where_rasters_are_large(double east, double pixel, bool isRefused)
    {
        using var folder = new SmallRasters();
        foreach (var (path, at, size) in new[] { ("A/a.tif", 0, 10), ("B/a.tif", east, pixel), ("label/a.tif", 0, 10) })
        {
            var full = Path.Combine(folder.Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            GdalImage.Write<byte>(
                full,
                [.. Enumerable.Range(0, 1000 * 4).Select(i => (byte)(i % 2))],
                new GdalRasterSpec(1000, 4, 1, GdalDataType.Byte) { GeoTransform = GdalGeoTransform.NorthUp(500000 + at, 5000000, size), Crs = "EPSG:32632" });
        }

        if (isRefused)
        {
            Assert.Contains(
                Path.Combine("B", "a.tif"), Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("up to 15 pixels beside", Assert.Single(DenseCollection.Open(folder.Root).Notes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Labels_on_another_grid_than_their_scene_are_refused()
    {
        using var folder = new SmallRasters();
        Placed(folder, "scene.tif", 3, 0, "EPSG:32632");
        Placed(folder, "labels.tif", 1, 5000, "EPSG:32632");

        Assert.Contains("500 pixels beside", Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_whose_bands_are_in_another_order_are_refused()
    {
        using var folder = new SmallRasters();
        foreach (var (name, bands) in new[] { ("a", new[] { "nir", "red", "green" }), ("b", ["red", "green", "nir"]) })
        {
            Placed(folder, $"images/{name}.tif", 3, 0, "EPSG:32632", bands);
            Placed(folder, $"masks/{name}.tif", 1, 0, "EPSG:32632");
        }

        Assert.Contains("red, green, nir", Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nir,red,green", "red,green,nir", "error")]
    [InlineData("nir,red,green", "red,green,blue", "error")]
    [InlineData("red,green,blue", "B04,B03,B02", null)]
    [InlineData("red,green,blue", "", null)]
    [InlineData("2018 b4,2018 b3,2018 b2", "2020 b4,2020 b3,2020 b2", "the same bands in the same order")]
    public void Dates_whose_bands_are_in_another_order_are_refused(string first, string second, string? said)
    {
        using var folder = new SmallRasters();
        Placed(folder, "A/a.tif", 3, 0, "EPSG:32632", first.Split(','));
        Placed(folder, "B/a.tif", 3, 0, "EPSG:32632", second.Length == 0 ? null : second.Split(','));
        Placed(folder, "label/a.tif", 1, 0, "EPSG:32632");

        if (said == "error")
        {
            var message = Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message;
            Assert.All(
                [Path.Combine("A", "a.tif"), Path.Combine("B", "a.tif"), second.Replace(",", ", ", StringComparison.Ordinal)],
                part => Assert.Contains(part, message, StringComparison.Ordinal));
            return;
        }

        var notes = DenseCollection.Open(folder.Root).Notes;
        Assert.Equal(said is null ? 0 : 1, notes.Count);
        Assert.All(notes, note => Assert.Contains(said!, note, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Bands_behind_an_opacity_band_are_read_as_themselves(int opacity)
    {
        using var folder = new SmallRasters();
        folder.Write("masks/a.png", 4, 4, 1, (x, _, _) => (byte)(x % 2));
        folder.Write("values.tif", 4, 4, 3, (_, _, band) => (byte)(10 * (band + 1)));
        Directory.CreateDirectory(Path.Combine(folder.Root, "images"));
        var bands = Enumerable.Range(1, 3).Select(number => $"""
            <VRTRasterBand dataType="Byte" band="{number}"><ColorInterp>{(number == opacity ? "Alpha" : "Gray")}</ColorInterp>
            <SimpleSource><SourceFilename relativeToVRT="1">../values.tif</SourceFilename><SourceBand>{number}</SourceBand></SimpleSource></VRTRasterBand>
            """);
        // GDAL goes by what is in a file, not by its ending.
        File.WriteAllText(Path.Combine(folder.Root, "images", "a.tif"), $"""<VRTDataset rasterXSize="4" rasterYSize="4">{string.Concat(bands)}</VRTDataset>""");

        var data = DenseCollection.Open(folder.Root);
        using var store = new DenseStore(data, data.Samples);
        using var reader = new DenseReader(store);
        var pixels = new float[2 * 16];
        reader.Read(0, new GdalWindow(0, 0, 4, 4), pixels, new byte[16]);

        int[] expected = [.. Enumerable.Range(1, 3).Where(number => number != opacity).Select(number => 10 * number)];
        Assert.Equal([.. Enumerable.Repeat((float)expected[0], 16), .. Enumerable.Repeat((float)expected[1], 16)], pixels);
    }

    [Fact]
    public void A_pixel_that_the_mask_of_any_band_hides_is_hidden()
    {
        using var folder = new SmallRasters();
        folder.Write("masks/a.png", 4, 4, 1, (x, _, _) => (byte)(x % 2));
        folder.Write("values.tif", 4, 4, 2, (x, _, band) => (byte)(band == 0 ? 10 : x < 2 ? 0 : 255));
        Directory.CreateDirectory(Path.Combine(folder.Root, "images"));
        string Source(int band) => $"""
            <SimpleSource><SourceFilename relativeToVRT="1">../values.tif</SourceFilename><SourceBand>{band}</SourceBand></SimpleSource>
            """;
        var mask = $"""<MaskBand><VRTRasterBand dataType="Byte">{Source(2)}</VRTRasterBand></MaskBand>""";
        File.WriteAllText(Path.Combine(folder.Root, "images", "a.tif"), $"""
            <VRTDataset rasterXSize="4" rasterYSize="4"><VRTRasterBand dataType="Byte" band="1">{Source(1)}</VRTRasterBand>
            <VRTRasterBand dataType="Byte" band="2">{mask}{Source(1)}</VRTRasterBand></VRTDataset>
            """);

        var data = DenseCollection.Open(folder.Root);
        using var store = new DenseStore(data, data.Samples);
        using var reader = new DenseReader(store);
        var pixels = new float[2 * 16];
        reader.Read(0, new GdalWindow(0, 0, 4, 4), pixels, new byte[16]);

        Assert.All(Enumerable.Range(0, 32), i => Assert.Equal(i % 4 < 2 ? float.NaN : 10, pixels[i]));
    }

    [Theory]
    [InlineData("nir", GdalColorInterpretation.Undefined)]
    [InlineData("alpha", GdalColorInterpretation.Alpha)]
    [InlineData("", GdalColorInterpretation.Alpha)]
    public void A_band_that_a_file_calls_opacity_is_imagery_where_it_has_another_name(string name, GdalColorInterpretation expected)
    {
        using var folder = new SmallRasters();
        folder.Write("a.tif", 4, 4, 1, (x, _, _) => (byte)x);
        var file = Path.Combine(folder.Root, "a.vrt");
        File.WriteAllText(
            file,
            $"""
            <VRTDataset rasterXSize="4" rasterYSize="4"><VRTRasterBand dataType="Byte" band="1"><Description>{name}</Description><ColorInterp>Alpha</ColorInterp>
            <SimpleSource><SourceFilename relativeToVRT="1">a.tif</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>
            """);

        using var raster = GdalDataset.Open(file);

        Assert.Equal(expected, raster.Bands[0].ColorInterpretation);
    }

    [Theory]
    [InlineData("nir", false)]
    [InlineData("alpha", true)]
    public void Zeros_of_such_a_band_are_values_and_hide_nothing(string name, bool hides)
    {
        using var folder = new SmallRasters();
        var file = Path.Combine(folder.Root, "a.tif");
        GdalImage.Write(
            file,
            new ReadOnlySpan<byte>(new byte[4 * 4 * 4]),
            new GdalRasterSpec(4, 4, 4, GdalDataType.Byte) { BandNames = ["red", "green", "blue", name] },
            options: new GdalWriteOptions { Extra = ["PHOTOMETRIC=RGB", "ALPHA=YES"] });

        using var raster = GdalDataset.Open(file);

        Assert.Equal(hides, raster.HasMask(1));
    }

    [Fact]
    public void Such_a_band_stays_imagery_when_it_is_brought_onto_another_grid()
    {
        using var folder = new SmallRasters();
        folder.Write("a.tif", 4, 4, 1, (_, _, _) => 200);
        folder.Write("b.tif", 4, 4, 1, (_, _, _) => 7);
        var file = Path.Combine(folder.Root, "a.vrt");
        static string Band(int number, string name, string shown, string source) => $"""
            <VRTRasterBand dataType="Byte" band="{number}"><Description>{name}</Description><ColorInterp>{shown}</ColorInterp>
            <SimpleSource><SourceFilename relativeToVRT="1">{source}</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>
            """;
        File.WriteAllText(
            file,
            $"""
            <VRTDataset rasterXSize="4" rasterYSize="4"><SRS>EPSG:32632</SRS><GeoTransform>500000, 10, 0, 5000000, 0, -10</GeoTransform>
            {Band(1, "red", "Gray", "a.tif")}{Band(2, "nir", "Alpha", "b.tif")}</VRTDataset>
            """);

        using var view = GdalDataset.Open(file)
            .WarpTo(new GdalGrid(2, 2, GdalGeoTransform.NorthUp(500010, 4999990, 10), GdalSpatialReference.ToWkt("EPSG:32632")), GdalResampling.Bilinear, []);
        var pixels = new byte[4];

        Assert.Equal(3, view.BandCount);
        foreach (var (band, value) in new[] { (1, 200), (2, 7), (3, 255) })
        {
            view.Read(pixels.AsSpan(), new GdalReadOptions { Bands = [band] });
            Assert.All(pixels, p => Assert.Equal(value, p));
        }
    }

    private static string Placed(SmallRasters folder, string path, int bands, double east, string crs, IReadOnlyList<string>? names = null)
    {
        var full = Path.Combine(folder.Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var pixels = Enumerable.Range(0, Side * Side * bands).Select(i => bands == 1 ? (byte)(1 + (i % 2)) : (byte)(i % 251)).ToArray();
        GdalImage.Write<byte>(
            full,
            pixels,
            new GdalRasterSpec(Side, Side, bands, GdalDataType.Byte)
            {
                GeoTransform = GdalGeoTransform.NorthUp(500000 + east, 5000000, 10),
                Crs = crs,
                BandNames = names,
            });
        return full;
    }
}
