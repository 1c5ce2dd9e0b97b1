using System.IO.Compression;
using Skylite.Imagery;
using Skylite.Imagery.Maps;
using Skylite.Imagery.Rasters;
using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Maps;

public sealed class RasterSceneTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    [Fact]
    public void Files_of_one_band_each_and_of_several_resolutions_become_one_scene()
    {
        var folder = playground.In("sentinel");
        Directory.CreateDirectory(folder);
        var fine = MapPlayground.Spec(60, 40, 1, "x");
        var coarse = new GdalRasterSpec(30, 20, 1, GdalDataType.UInt16) { Crs = fine.Crs, GeoTransform = GdalGeoTransform.NorthUp(500_000, 5_600_000, 20) };
        playground.Scene(Path.Combine("sentinel", "T_B02_10m.tif"), fine, (_, _, _) => 200);
        playground.Scene(Path.Combine("sentinel", "T_B8A_20m.tif"), coarse, (_, _, x) => x < 15 ? 500 : 800);
        var notes = new List<string>();
        using var scene = RasterScene.Open(folder, Options(["nir08", "blue"]) with { Say = notes.Add });

        Assert.Equal((60, 40), (scene.Width, scene.Height));
        var (pixels, valid) = Read(scene);
        Assert.Equal(5, pixels[0], 1e-4f);
        Assert.Equal(8, pixels[59], 1e-4f);
        Assert.Equal(2, pixels[60 * 40], 1e-4f);
        Assert.All(valid, v => Assert.Equal(1, v));
        Assert.Contains("T_B8A_20m.tif", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_finest_file_gives_the_grid_however_large_the_others_are()
    {
        var folder = Directory.CreateDirectory(playground.In("fine")).FullName;
        playground.Scene(Path.Combine("fine", "T_B02_10m.tif"), MapPlayground.Spec(20, 10, 1, "x"), (_, _, _) => 200);
        var wide = new GdalRasterSpec(200, 100, 1, GdalDataType.UInt16) { Crs = "EPSG:32633", GeoTransform = GdalGeoTransform.NorthUp(499_000, 5_601_000, 20) };
        playground.Scene(Path.Combine("fine", "T_B8A_20m.tif"), wide, (_, _, _) => 500);
        using (var scene = RasterScene.Open(folder, Options(["nir08", "blue"])))
        {
            Assert.Equal((20, 10, 10.0), (scene.Width, scene.Height, scene.Grid.GeoTransform!.Value.PixelWidth));
            Assert.Equal((5, 2), (Read(scene).Pixels[0], Read(scene).Pixels[200]));
        }

        // Half a second of arc is about 15 m: finer than 20 m, though the number is smaller than that of 10 m.
        var degrees = new GdalRasterSpec(100, 100, 1, GdalDataType.UInt16) { Crs = "EPSG:4326", GeoTransform = GdalGeoTransform.NorthUp(15, 50.5, 0.5 / 3600) };
        var arc = playground.Scene("arc.tif", degrees, (_, _, _) => 300);
        var metres = playground.Scene(
            "metres.tif", wide with { Width = 10, GeoTransform = GdalGeoTransform.NorthUp(500_000, 5_594_500, 10) }, (_, _, _) => 400);
        using var mixed = RasterScene.Open($"{arc}+{metres}", Options(["red", "nir"]) with { Bands = ["1", "2"] });
        Assert.Equal((10, 100), (mixed.Width, mixed.Height));
    }

    [Fact]
    public void Each_band_keeps_its_own_missing_value_on_another_grid()
    {
        playground.Scene("seven.tif", MapPlayground.Spec(20, 10, 1, "red") with { NoData = 7 }, (_, _, x) => x < 10 ? 7 : 300);
        playground.Scene("nine.tif", MapPlayground.Spec(20, 10, 1, "nir") with { NoData = 9 }, (_, y, _) => y < 4 ? 9 : 500);
        var vrt = playground.In("both.vrt");
        string Band(int number, string file, int missing) =>
            $"<VRTRasterBand dataType=\"UInt16\" band=\"{number}\"><NoDataValue>{missing}</NoDataValue><SimpleSource>"
            + $"<SourceFilename relativeToVRT=\"1\">{file}</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>";
        File.WriteAllText(
            vrt,
            "<VRTDataset rasterXSize=\"20\" rasterYSize=\"10\"><SRS>EPSG:32633</SRS>"
            + $"<GeoTransform>500000, 10, 0, 5600000, 0, -10</GeoTransform>{Band(1, "seven.tif", 7)}{Band(2, "nine.tif", 9)}</VRTDataset>");
        var coarse = playground.Scene(
            "half.tif", MapPlayground.Spec(10, 5, 1, "red") with { GeoTransform = GdalGeoTransform.NorthUp(500_000, 5_600_000, 20) }, (_, _, _) => 1);
        using var half = RasterScene.Open(coarse, Options(["red"]));
        using var scene = RasterScene.Open(vrt, Options(["red", "nir"]) with { Bands = ["1", "2"], Over = half });
        var (pixels, valid) = Read(scene);
        // Missing in both, in the first, in the second, in none; what is missing is 0, the mean.
        (int, float, float) At(int place) => (valid[place], pixels[place], pixels[50 + place]);
        Assert.Equal((0, 0, 0), At(0));
        Assert.Equal((1, 0, 5), At(40));
        Assert.Equal((1, 3, 0), At(9));
        Assert.Equal((1, 3, 5), At(49));
    }

    [Theory]
    [InlineData(7.0, 0)]
    [InlineData(null, 1)]
    public void A_value_that_is_given_for_missing_pixels_is_for_files_that_name_none(double? own, int hidden)
    {
        var scene = playground.Scene(
            $"own-{hidden}.tif", MapPlayground.Spec(20, 10, 1, "red") with { NoData = own }, (_, _, x) => x switch { < 5 => 7, < 10 => 8, _ => 300 });
        using var read = RasterScene.Open(scene, Options(["red"]) with { NoData = 8 });

        var valid = Read(read).Valid;

        Assert.Equal((hidden, 1 - hidden, 1), (valid[0], valid[5], valid[10]));
    }

    [Fact]
    public void Bands_are_found_by_name_by_number_or_in_order()
    {
        var named = playground.Scene("named.tif", MapPlayground.Spec(10, 10, 3, "B02", "B03", "B04"), (b, _, _) => 100 * (b + 1));
        using (var scene = RasterScene.Open(named, Options(["red", "B02"])))
        {
            Assert.Equal((3, 1), (Read(scene).Pixels[0], Read(scene).Pixels[100]));
        }

        using (var scene = RasterScene.Open(named, Options(["elevation", "slope"]) with { Bands = ["2", "B04"] }))
        {
            Assert.Equal((2, 3), (Read(scene).Pixels[0], Read(scene).Pixels[100]));
        }

        var notes = new List<string>();
        var unnamed = playground.Scene("unnamed.tif", MapPlayground.Spec(10, 10, 2) with { BandNames = null }, (b, _, _) => 100 * (b + 1));
        using (var scene = RasterScene.Open(unnamed, Options(["red", "nir"]) with { Say = notes.Add }))
        {
            Assert.Equal((1, 2), (Read(scene).Pixels[0], Read(scene).Pixels[100]));
            Assert.Contains("in order", Assert.Single(notes), StringComparison.Ordinal);
        }

        Assert.Contains(
            "--bands", Assert.Throws<InvalidDataException>(() => RasterScene.Open(named, Options(["nir", "red"]))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "--bands",
            Assert.Throws<InvalidDataException>(() => RasterScene.Open(unnamed, Options(["red", "green", "blue"]))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Files_in_archives_are_joined_too()
    {
        var archive = playground.In("bands.zip");
        using (var zip = ZipFile.Open(archive, ZipArchiveMode.Create))
        {
            foreach (var name in new[] { "red", "nir08", "red+nir" })
            {
                var band = playground.Scene($"{name}.tif", MapPlayground.Spec(10, 10, 1, name), (_, _, _) => name.Length * 100);
                zip.CreateEntryFromFile(band, Path.GetFileName(band));
            }
        }

        using (var whole = RasterScene.Open($"/vsizip/{archive}/red+nir.tif", Options(["red+nir"])))
        {
            Assert.Equal(7, Read(whole).Pixels[0]);
        }

        using var scene = RasterScene.Open($"/vsizip/{archive}/red.tif+/vsizip/{archive}/nir08.tif", Options(["nir08", "red"]));
        Assert.Equal((5, 3), (Read(scene).Pixels[0], Read(scene).Pixels[100]));
    }

    [Fact]
    public void Opacity_and_masks_mark_missing_pixels()
    {
        var spec = new GdalRasterSpec(8, 8, 2, GdalDataType.Byte) { BandNames = ["gray", "alpha"] };
        var path = playground.Scene("alpha.tif", spec, (b, _, x) => b == 0 ? 50 : x < 4 ? 255 : 0);
        using var scene = RasterScene.Open(path, Options(["gray"]));
        var (pixels, valid) = Read(scene);
        Assert.Equal([1, 1, 1, 1, 0, 0, 0, 0], valid.Take(8).Select(v => (int)v));
        Assert.Equal([0.5f, 0], new[] { pixels[0], pixels[7] });
    }

    [Fact]
    public void Values_unlike_the_training_are_warned_of()
    {
        var path = playground.Scene("bright.tif", MapPlayground.Spec(30, 30, 1, "red"), (_, _, _) => 9000);
        var options = Options(["red"]);
        using var scene = RasterScene.Open(path, options);
        Assert.Contains("mean of 9000", SceneValues.Of(scene).DoubtAbout(options.Preprocessing)!, StringComparison.Ordinal);
    }

    [Fact]
    public void Pixels_in_degrees_have_the_area_of_the_ellipsoid()
    {
        var grid = new GdalGrid(3600, 1800, new GdalGeoTransform(-180, 0.1, 0, 90, 0, -0.1), GdalSpatialReference.ToWkt("EPSG:4326"));
        var area = GroundArea.OfRow(grid)!;
        // The surface of the WGS 84 ellipsoid is 510,065,621.7 km².
        Assert.Equal(510_065_621.7e6, Enumerable.Range(0, 1800).Sum(row => area(row)[0] * 3600), 1e6);
        var feet = GroundArea.OfRow(new GdalGrid(
            1, 1, GdalGeoTransform.NorthUp(0, 0, 2), GdalSpatialReference.ToWkt("LOCAL_CS[\"a plan\",UNIT[\"US survey foot\",0.3048006096]]")))!;
        Assert.Equal(4 * 0.3048006096 * 0.3048006096, feet(0)[0], 1e-9);
        Assert.Null(GroundArea.OfRow(new GdalGrid(1, 1, null, string.Empty)));
    }

    private static RasterSceneOptions Options(string[] bands) => new()
    {
        Preprocessing = new Preprocessing
        {
            Bands = bands,
            Scale = 0.01f,
            Mean = [.. bands.Select(_ => 0f)],
            StandardDeviation = [.. bands.Select(_ => 1f)],
            Height = 32,
            Width = 32,
        },
    };

    private static (float[] Pixels, byte[] Valid) Read(RasterScene scene)
    {
        var pixels = new float[scene.Channels * scene.Width * scene.Height];
        var valid = new byte[scene.Width * scene.Height];
        scene.Read(new GdalWindow(0, 0, scene.Width, scene.Height), pixels, valid);
        return (pixels, valid);
    }
}
