using Skylite.Imagery.Rasters;
using Skylite.Native.Gdal;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Results;

namespace Skylite.Tests.Native.Maps;

/// <summary>A part of a scene is mapped as the whole is.</summary>
public sealed class BoundsTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private const int Width = 90;
    private const int Height = 70;

    private static readonly string[] Rgb = ["red", "green", "blue"];

    // Corners of pixels, and a place within one; some reach beyond the scene.
    [Theory]
    [InlineData("500100,5599500,500400,5599800", 10, 20, 30, 30)]
    [InlineData("500100.00001,5599499.99999,500400,5599800", 10, 20, 30, 30)]
    [InlineData("500105,5599505,500395,5599795", 10, 20, 30, 30)]
    [InlineData("0,5599000,500200,5599400", 0, 60, 20, 10)]
    [InlineData("0,0,1000000,10000000", 0, 0, Width, Height)]
    public void The_map_is_that_part_of_the_map_of_the_whole(string bounds, int x, int y, int width, int height)
    {
        var scene = Scene();
        var whole = MapPlayground.Pixels(Run(scene, "whole.tif", null).Files[0]);

        var map = Run(scene, $"{x}-{y}-{width}-{bounds.Length}.tif", bounds);

        Assert.Equal((width, height), (map.Width, map.Height));
        Assert.Equal(Enumerable.Range(0, width * height).Select(i => whole[((y + (i / width)) * Width) + x + (i % width)]), MapPlayground.Pixels(map.Files[0]));
        using var raster = GdalDataset.Open(map.Files[0]);
        Assert.Equal(GdalGeoTransform.NorthUp(500_000 + (10 * x), 5_600_000 - (10 * y), 10), raster.GeoTransform);
        Assert.Equal(map.NoDataPixels, MapPlayground.Pixels(map.Files[0]).Count(p => p == 255));
    }

    [Fact]
    public void A_plain_image_is_cut_by_columns_and_rows()
    {
        var scene = playground.Scene("plain.tif", MapPlayground.Spec(Width, Height, 3, Rgb) with { Crs = null, GeoTransform = null }, Pixel);
        var whole = MapPlayground.Pixels(Run(scene, "plain-whole.tif", null).Files[0]);
        var map = Run(scene, "plain-part.tif", "5,8,45,50");
        Assert.Equal(Enumerable.Range(0, 40 * 42).Select(i => whole[((8 + (i / 40)) * Width) + 5 + (i % 40)]), MapPlayground.Pixels(map.Files[0]));
    }

    [Fact]
    public void Both_dates_are_cut_alike_whatever_the_grid_of_the_second()
    {
        var earlier = playground.Scene("earlier.tif", MapPlayground.Spec(Width, Height, 1, "red"), (_, _, _) => 400);
        var later = playground.Scene(
            "later.tif",
            MapPlayground.Spec(60, 60, 1, "red") with { GeoTransform = GdalGeoTransform.NorthUp(500_100, 5_599_900, 10) },
            (_, y, x) => (x / 9) + (y / 6) % 2 == 1 ? 900 : 300);
        var whole = MapPlayground.Pixels(Change(earlier, later, "change-whole.tif", null).Files[0]);

        var part = Change(earlier, later, "change-part.tif", "500050,5599450,500600,5599950");

        Assert.Equal((55, 50), (part.Width, part.Height));
        Assert.Equal(Enumerable.Range(0, 55 * 50).Select(i => whole[((5 + (i / 55)) * Width) + 5 + (i % 55)]), MapPlayground.Pixels(part.Files[0]));
        Assert.Contains((byte)255, MapPlayground.Pixels(part.Files[0]));
    }

    [Fact]
    public void Another_part_is_another_map_and_one_outside_is_refused_with_what_the_scene_covers()
    {
        var scene = Scene();
        Run(scene, "resumed.tif", "500100,5599500,500400,5599800");
        Assert.True(Run(scene, "resumed.tif", "500100,5599500,500400,5599800", resume: true).WasThere);
        Assert.False(Run(scene, "resumed.tif", "500100,5599500,500400,5599810", resume: true).WasThere);
        var outside = Assert.Throws<ArgumentException>(() => Run(scene, "outside.tif", "0,0,10,10")).Message;
        Assert.Contains("500000,5599300,500900,5600000", outside, StringComparison.Ordinal);
        Assert.Contains("grid.tif", outside, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,2,3")]
    [InlineData("1,2,3,x")]
    [InlineData("3,2,1,4")]
    [InlineData("1,4,3,2")]
    [InlineData("1,2,3,Infinity")]
    public void What_is_no_rectangle_is_refused(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<ArgumentException>(() => SceneBounds.Parse(text)).Message, StringComparison.Ordinal);

    private static double Pixel(int band, int y, int x) => x == 12 && y > 30 ? 7 : ((x / 7) + (y / 5)) % 3 == band ? 900 : 100;

    private string Scene() => File.Exists(playground.In("grid.tif")) ? playground.In("grid.tif")
        : playground.Scene("grid.tif", MapPlayground.Spec(Width, Height, 3, Rgb) with { NoData = 7 }, Pixel);

    private MapFigures Run(string scene, string name, string? bounds, bool resume = false) =>
        InferJob.Run(Options(name, bounds) with { Model = playground.Network("pixel.onnx", Rgb), Scenes = [scene], Resume = resume }).Maps[0];

    private MapFigures Change(string earlier, string later, string name, string? bounds) =>
        InferJob.Run(Options(name, bounds) with { Model = playground.Network("change.onnx", ["red"], dates: 2), Scenes = [earlier, later] }).Maps[0];

    private InferOptions Options(string name, string? bounds) =>
        new() { Model = string.Empty, Scenes = [], Out = playground.In(name), Bounds = bounds is null ? null : SceneBounds.Parse(bounds), Threads = 1 };
}
