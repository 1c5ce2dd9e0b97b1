using Skylite.Graphs.Onnx;
using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;
using Skylite.Workbench.Exports;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;

namespace Skylite.Tests.Native.Maps;

public sealed class TwoDatesTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private static readonly string[] Bands = ["B04", "B03"];

    private static GdalRasterSpec Spec => MapPlayground.Spec(96, 80, 2, Bands);

    private static double Texture(int y, int x) => 300 + (((x * 7919) ^ (y * 104_729)) % 97);

    [Fact]
    public void What_changed_is_marked()
    {
        var map = Run("same", Spec, (_, y, x) => Texture(y, x) + (x is >= 30 and < 50 && y < 20 ? 500 : 0));
        Assert.Equal(400, map.Classes[1].Pixels);
        Assert.Equal("changed", map.Classes[1].Name);
        Assert.Empty(map.Notes);
    }

    [Fact]
    public void The_variant_for_one_stacked_image_gives_the_same_map()
    {
        var network = playground.Network("change.onnx", Bands, dates: 2);
        var graph = OnnxReader.Read(network);
        OnnxWriter.Write(DeepnessExport.Make(graph, ModelFacts.Require(graph, network), pixelSize: 10), playground.In("stacked.onnx"));
        var expected = Run("in-two", Spec, (_, y, x) => Texture(y, x) + (x is >= 30 and < 50 && y < 20 ? 500 : 0));
        var options = new InferOptions { Model = playground.In("stacked.onnx"), Scenes = expected.Scenes, Out = playground.In("in-one.tif"), Threads = 1 };

        var map = InferJob.Run(options).Maps[0];

        Assert.Equal(400, map.Classes[1].Pixels);
        Assert.Equal(MapPlayground.Pixels(expected.Files[0]), MapPlayground.Pixels(map.Files[0]));
        var one = Assert.Throws<ArgumentException>(() => InferJob.Run(options with { Scenes = [First()] }));
        Assert.Contains("pairs", one.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_date_in_another_reference_system_is_brought_onto_the_first()
    {
        // The same ground in UTM zone 34, with pixels of 5 m.
        using var first = GdalDataset.Open(First());
        using var view = GdalDataset.Open(First()).WarpTo(GdalSpatialReference.ToWkt("EPSG:32634"));
        var t = view.GeoTransform!.Value;
        var spec = new GdalRasterSpec(view.Width * 2, view.Height * 2, 2, GdalDataType.UInt16)
        {
            Crs = "EPSG:32634",
            GeoTransform = t with { PixelWidth = t.PixelWidth / 2, PixelHeight = t.PixelHeight / 2 },
            BandNames = Bands,
        };
        var map = Run("utm34", spec, (_, _, _) => 300);
        Assert.Contains(map.Notes, n => n.Contains("reprojected from EPSG:32634 to EPSG:32633", StringComparison.Ordinal));
        Assert.Equal((96, 80), (map.Width, map.Height));
        using var written = GdalDataset.Open(map.Files[0]);
        Assert.Equal(first.GeoTransform, written.GeoTransform);
        Assert.Equal(0, map.Classes[1].Pixels);
    }

    [Fact]
    public void Where_one_date_has_nothing_the_map_has_nothing()
    {
        var half = Spec with { GeoTransform = GdalGeoTransform.NorthUp(500_480, 5_600_000, 10) };
        var map = Run("half", half, (_, y, x) => Texture(y, x + 48));
        var pixels = MapPlayground.Pixels(map.Files[0]);
        Assert.All(Enumerable.Range(0, pixels.Length), i => Assert.Equal(i % 96 < 48, pixels[i] == MapLegend.NoData));
        Assert.Contains(map.Notes, n => n.Contains("covers 50 % of the grid", StringComparison.Ordinal));
    }

    [Fact]
    public void A_turned_second_date_covers_what_its_pixels_cover()
    {
        // A square of 800 m, turned by 45 degrees about the middle of the grid: its corners
        // reach beyond the 960 m × 800 m, its edges cut the grid's corners off.
        const double Step = 7.0710678118654755;
        var turned = Spec with { Width = 80, Height = 80, GeoTransform = new GdalGeoTransform(500_480 - (80 * Step), Step, Step, 5_599_600, Step, -Step) };
        var map = Run("turned", turned, (_, _, _) => 300);
        var missing = MapPlayground.Pixels(map.Files[0]).Count(p => p == MapLegend.NoData);
        var covered = 100.0 * (7680 - missing) / 7680;
        Assert.InRange(covered, 70, 80);
        var said = Assert.Single(map.Notes, n => n.Contains("of the grid", StringComparison.Ordinal));
        Assert.Contains("from pixels of 10 to 10", said, StringComparison.Ordinal);
        var share = double.Parse(said.Split("it covers ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(share, covered - 2, covered + 2);
    }

    [Fact]
    public void A_second_date_that_is_a_spot_of_the_grid_covers_less_than_a_hundredth()
    {
        var spot = Spec with { Width = 4, Height = 4, GeoTransform = GdalGeoTransform.NorthUp(500_400, 5_599_700, 10) };
        Assert.Contains(Run("spot", spot, (_, _, _) => 300).Notes, n => n.Contains("covers less than 1 % of the grid", StringComparison.Ordinal));
    }

    [Fact]
    public void Dates_that_do_not_overlap_are_refused()
    {
        var far = Spec with { GeoTransform = GdalGeoTransform.NorthUp(600_000, 5_600_000, 10) };
        Assert.Contains("does not overlap", Assert.Throws<InvalidDataException>(() => Run("far", far, (_, _, _) => 300)).Message, StringComparison.Ordinal);
        var unplaced = Spec with { Crs = null };
        Assert.Contains(
            "no coordinate reference system",
            Assert.Throws<InvalidDataException>(() => Run("unplaced", unplaced, (_, _, _) => 300)).Message,
            StringComparison.Ordinal);
        var plain = Spec with { Crs = null, GeoTransform = null, Width = 95 };
        Assert.Contains("95 × 80", Assert.Throws<InvalidDataException>(() => Run("plain", plain, (_, _, _) => 300)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shifted_second_date_is_warned_of()
    {
        var map = Run("shifted", Spec, (_, y, x) => Texture(y + 4, x - 6));
        Assert.Contains(map.Notes, n => n.Contains("registration looks wrong: the second date lies 6 pixels to the right and 4 up", StringComparison.Ordinal));
    }

    [Fact]
    public void One_date_alone_is_refused()
    {
        var network = playground.Network("change.onnx", Bands, dates: 2);
        Assert.Contains(
            "pairs",
            Assert.Throws<ArgumentException>(() =>
                InferJob.Run(new InferOptions { Model = network, Scenes = [First()], Out = playground.In("x.tif") })).Message,
            StringComparison.Ordinal);
    }

    private string First() => File.Exists(playground.In("first.tif"))
        ? playground.In("first.tif")
        : playground.Scene("first.tif", Spec, (_, y, x) => Texture(y, x));

    private MapFigures Run(string name, GdalRasterSpec spec, Func<int, int, int, double> pixel)
    {
        var second = playground.Scene($"{name}.tif", spec, pixel);
        return InferJob.Run(new InferOptions
        {
            Model = playground.Network("change.onnx", Bands, dates: 2),
            Scenes = [First(), second],
            Out = playground.In($"{name}-map.tif"),
            Threads = 1,
        }).Maps[0];
    }
}
