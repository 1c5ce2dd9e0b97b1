using Skylite.Imagery;
using Skylite.Imagery.Rasters;
using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Maps;

/// <summary>What one band of a file is like says nothing about the others.</summary>
public sealed class BandByBandTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private const int Width = 20;
    private const int Height = 8;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Not_a_number_is_missing_whatever_type_the_first_band_has(bool isResampled)
    {
        Source("mixed-byte.tif", GdalDataType.Byte, (_, _) => 20);
        Source("mixed-float.tif", GdalDataType.Float32, (_, x) => x < 10 ? double.NaN : 1000.5);
        var (pixels, valid) = Read("mixed", isResampled, Band(1, "Byte", "mixed-byte.tif"), Band(2, "Float32", "mixed-float.tif"));

        Assert.All(valid, v => Assert.Equal(1, v));
        Assert.All(pixels[0], v => Assert.Equal(0.2f, v, 1e-5f));
        Assert.Equal((0, 10.005f), (pixels[1][0], pixels[1][^1]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_band_has_the_mask_that_is_its_own(bool isResampled)
    {
        Source("left.tif", GdalDataType.Byte, (_, x) => x < 10 ? 0 : 255);
        Source("top.tif", GdalDataType.Byte, (y, _) => y < 4 ? 0 : 255);
        Source("of-300.tif", GdalDataType.UInt16, (_, x) => x < 16 ? 300 : 7);
        Source("of-500.tif", GdalDataType.UInt16, (_, _) => 500);
        var (pixels, valid) = Read(
            "masked", isResampled,
            Band(1, "UInt16", "of-300.tif", $"<NoDataValue>7</NoDataValue><MaskBand>{Band(0, "Byte", "left.tif")}</MaskBand>"),
            Band(2, "UInt16", "of-500.tif", $"<MaskBand>{Band(0, "Byte", "top.tif")}</MaskBand>"));

        var width = isResampled ? Width / 2 : Width;
        var (shown, below) = (3 * width / 5, valid.Length - width);
        (int, float, float) At(int place) => (valid[place], pixels[0][place], pixels[1][place]);
        Assert.Equal((0, 0, 0), At(0));
        Assert.Equal((1, 3, 0), At(shown));
        Assert.Equal((0, 0, 0), At(width - 1));
        Assert.Equal((1, 0, 5), At(below));
        Assert.Equal((1, 3, 5), At(below + shown));
        Assert.Equal((1, 0, 5), At(valid.Length - 1));
    }

    private static string Band(int number, string type, string file, string more = "") =>
        $"<VRTRasterBand dataType=\"{type}\"{(number > 0 ? $" band=\"{number}\"" : string.Empty)}>{more}<SimpleSource>"
        + $"<SourceFilename relativeToVRT=\"1\">{file}</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>";

    private void Source(string name, GdalDataType type, Func<int, int, double> pixel) =>
        playground.Scene(name, MapPlayground.Spec(Width, Height, 1, "x") with { DataType = type }, (_, y, x) => pixel(y, x));

    private (float[][] Pixels, byte[] Valid) Read(string name, bool isResampled, params string[] bands)
    {
        var path = playground.In($"{name}.vrt");
        File.WriteAllText(
            path,
            $"<VRTDataset rasterXSize=\"{Width}\" rasterYSize=\"{Height}\"><SRS>EPSG:32633</SRS>"
            + $"<GeoTransform>500000, 10, 0, 5600000, 0, -10</GeoTransform>{string.Concat(bands)}</VRTDataset>");
        var coarse = MapPlayground.Spec(Width / 2, Height / 2, 2, "red", "nir") with { GeoTransform = GdalGeoTransform.NorthUp(500_000, 5_600_000, 20) };
        using var over = isResampled ? RasterScene.Open(playground.Scene($"{name}-coarse.tif", coarse, (_, _, _) => 1), Options()) : null;
        using var scene = RasterScene.Open(path, Options() with { Bands = ["1", "2"], Over = over });
        var (count, valid) = (scene.Width * scene.Height, new byte[scene.Width * scene.Height]);
        var pixels = new float[2 * count];
        Assert.True(scene.HasGaps);
        scene.Read(new GdalWindow(0, 0, scene.Width, scene.Height), pixels, valid);
        return ([pixels[..count], pixels[count..]], valid);
    }

    private static RasterSceneOptions Options() => new()
    {
        Preprocessing = new Preprocessing
        {
            Bands = ["red", "nir"],
            Scale = 0.01f,
            Mean = [0, 0],
            StandardDeviation = [1, 1],
            Height = 32,
            Width = 32,
        },
    };
}
