using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;
using Skylite.Workbench.Datasets;
using Skylite.Workbench.Jobs;

namespace Skylite.Tests.Native.Maps;

public sealed class GroundAreaTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private const double Sphere = 6_378_137;

    [Theory]
    [InlineData(0)]
    [InlineData(45)]
    [InlineData(-72)]
    public void A_pixel_of_Web_Mercator_is_as_large_as_the_same_rectangle_in_degrees(double latitude)
    {
        const double side = 10;
        var north = Sphere * Math.Asinh(Math.Tan(latitude * Math.PI / 180));
        double Degrees(double y) => Math.Atan(Math.Sinh(y / Sphere)) * 180 / Math.PI;
        var mercator = Row(Grid("EPSG:3857", GdalGeoTransform.NorthUp(1_000_000, north, side), 4, 1), 0);
        var geographic = new GdalGeoTransform(9, side / Sphere * 180 / Math.PI, 0, Degrees(north), 0, Degrees(north - side) - Degrees(north));
        Assert.Equal(Row(Grid("EPSG:4326", geographic, 4, 1), 0), mercator, 1e-4);
        // As on the ellipsoid to a percent: the square of the cosine.
        Assert.InRange(mercator / (side * side * Math.Pow(Math.Cos(latitude * Math.PI / 180), 2)), 0.99, 1.011);
    }

    [Theory]
    // Equal area on the ellipsoid; then the scale of a zone's middle, 0.9996, and feet.
    [InlineData("EPSG:3035", 4_000_000, 3_000_000, 100)]
    [InlineData("EPSG:6933", 1_000_000, 5_000_000, 100)]
    [InlineData("EPSG:32633", 500_000, 5_600_000, 100 / (0.9996 * 0.9996))]
    [InlineData("EPSG:2154", 700_000, 6_600_000, 100)]
    [InlineData("EPSG:2263", 984_250, 200_000, 100 * 0.3048006096 * 0.3048006096)]
    [InlineData("LOCAL_CS[\"a plan\",UNIT[\"metre\",1]]", 20, 20, 100)]
    public void Projected_pixels_are_measured_on_the_ellipsoid(string crs, double x, double y, double area)
    {
        var tolerance = crs is "EPSG:2154" or "EPSG:2263" ? 3e-3 : 1e-6;
        var grid = Grid(crs, GdalGeoTransform.NorthUp(x, y, 10), 2, 2);
        Assert.InRange(Row(grid, 1) / area, 1 - tolerance, 1 + tolerance);
        // Turned by the angle of 3, 4 and 5, its pixels are as large.
        var turned = Grid(crs, new GdalGeoTransform(x, 8, 6, y, 6, -8), 2, 2);
        Assert.InRange(Row(turned, 1) / area, 1 - tolerance, 1 + tolerance);
    }

    [Fact]
    public void Grads_are_no_degrees()
    {
        // 400 grads to a turn, on the same ellipsoid of Clarke: 50 grads north are 45 degrees, and the pole lies at 100.
        const string degrees = "+proj=longlat +ellps=clrk80ign +pm=paris";
        Assert.Equal(
            Row(Grid(degrees, GdalGeoTransform.NorthUp(0.9, 45, 0.009), 4, 2), 1),
            Row(Grid("EPSG:4807", GdalGeoTransform.NorthUp(1, 50, 0.01), 4, 2), 1),
            1e-3);
        Assert.Equal(
            Row(Grid(degrees, GdalGeoTransform.NorthUp(0, 90, 0.9), 4, 2), 0),
            Row(Grid("EPSG:4807", GdalGeoTransform.NorthUp(0, 100, 1), 4, 2), 0),
            1);
        Assert.StartsWith(
            "EPSG:4807, pixels of 0.009° (about 8",
            GroundPlace.Of(Grid("EPSG:4807", GdalGeoTransform.NorthUp(1, 50, 0.01), 4, 2)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_row_has_its_own_area()
    {
        var grid = Grid("EPSG:3857", GdalGeoTransform.NorthUp(0, 8_000_000, 1000), 10, 3000);
        var area = GroundArea.OfRow(grid)!;
        foreach (var row in (int[])[0, 1023, 1024, 2999, 5])
        {
            var alone = Row(Grid("EPSG:3857", GdalGeoTransform.NorthUp(0, 8_000_000 - (1000 * row), 1000), 10, 1), 0);
            Assert.InRange(area(row)[0] / alone, 1 - 1e-5, 1 + 1e-5);
        }
    }

    [Theory]
    // The squares of their scales at the pole, by Snyder's equations 21-33 to 21-35.
    [InlineData("EPSG:3031", 500, 1.05677017)]
    [InlineData("EPSG:3031", 10, 1.05677017)]
    [InlineData("EPSG:3413", 30, 1.06312303)]
    public void Pixels_around_a_pole_are_as_large_as_elsewhere(string crs, double side, double scale)
    {
        // The pole is the middle of a pixel, and then a corner of four.
        foreach (var pixels in (int[])[201, 200])
        {
            var grid = Grid(crs, GdalGeoTransform.NorthUp(-side * pixels / 2, side * pixels / 2, side), pixels, pixels);
            var area = GroundArea.OfRow(grid)!;
            for (var row = 0; row < pixels; row++)
            {
                Assert.All(area(row).ToArray(), a => Assert.InRange(a / (side * side * scale), 1 - 2e-4, 1 + 1e-6));
            }

            Assert.Equal(Math.Sqrt(scale) * side, GroundArea.SideOf([grid])!.Value, 0.01 * side);
        }
    }

    [Theory]
    [InlineData(50_000, 120)]
    [InlineData(400, 10_001)]
    [InlineData(7_000_000, 1)]
    public void Pixels_of_a_row_have_areas_of_their_own(double side, int width)
    {
        const double radius = 6_371_000;
        var grid = Grid($"+proj=stere +lat_0=90 +lon_0=-45 +R={radius}", GdalGeoTransform.NorthUp(-1_000_000, 2_000_000, side), width, 3);
        var row = GroundArea.OfRow(grid)!(2);
        for (var x = 0; x < width; x++)
        {
            var (across, down) = (-1_000_000 + (side * (x + 0.5)), 2_000_000 - (side * 2.5));
            var scale = 1 + (((across * across) + (down * down)) / (4 * radius * radius));
            Assert.InRange(row[x] * scale * scale / (side * side), 1 - 1e-4, 1 + 1e-4);
        }
    }

    [Fact]
    public void Classes_and_polygons_of_a_wide_map_add_up_its_pixels()
    {
        var spec = MapPlayground.Spec(100, 40, 2, "red", "green") with
        {
            Crs = "EPSG:3413",
            GeoTransform = GdalGeoTransform.NorthUp(-1_000_000, 1_000_000, 50_000),
        };
        // The left half near the pole, the right half far from it.
        var scene = playground.Scene("wide.tif", spec, (b, _, x) => x < 50 == (b == 0) ? 900 : 100);
        var map = InferJob.Run(new InferOptions
        {
            Model = playground.Network("wide.onnx", ["red", "green"]),
            Scenes = [scene],
            Out = playground.In("wide-map.tif"),
            Vector = true,
            Threads = 1,
        }).Maps[0];
        var areas = GroundArea.OfRow(Grid(spec.Crs!, spec.GeoTransform!.Value, 100, 40))!;
        double[] halves = [0, 0];
        for (var i = 0; i < 4000; i++)
        {
            halves[i % 100 / 50] += areas(i / 100)[i % 100];
        }

        Assert.True(halves[1] < 0.95 * halves[0]);
        Assert.Equal(halves, map.Classes.Select(c => c.SquareMetres!.Value), (a, b) => Math.Abs(a - b) < 1e-9 * a);
        using var polygons = GdalVector.Open(playground.In("wide-map.gpkg"));
        double[] written = [(double)polygons.Read()!.Values[2]!, (double)polygons.Read()!.Values[2]!];
        Assert.Equal(halves.Order(), written.Order(), (a, b) => Math.Abs(a - b) < 1e-9 * a);
    }

    [Fact]
    public void A_place_that_a_projection_does_not_know_is_measured_by_the_map()
    {
        // Far outside of the disc that an orthographic view shows.
        var grid = Grid("+proj=ortho +lat_0=0 +lon_0=0 +ellps=sphere", GdalGeoTransform.NorthUp(9e6, 9e6, 10), 1, 1);
        Assert.Equal(100, Row(grid, 0), 1e-9);
    }

    [Fact]
    public void The_side_that_most_rasters_have_without_what_projections_add()
    {
        GdalGrid Utm(double side) => Grid("EPSG:32633", GdalGeoTransform.NorthUp(500_000, 5_600_000, side), 8, 8);
        Assert.Equal(30, GroundArea.SideOf([Utm(30), Utm(30), Utm(60), new GdalGrid(8, 8, null, string.Empty)]));
        Assert.Equal(0.422, GroundArea.SideOf([Grid("EPSG:3857", GdalGeoTransform.NorthUp(0, Sphere * Math.Asinh(1), 0.5972), 8, 8)])!.Value, 1e-9);
        Assert.Null(GroundArea.SideOf([new GdalGrid(8, 8, GdalGeoTransform.NorthUp(0, 0, 1), string.Empty)]));
    }

    private static double Row(GdalGrid grid, int row) => GroundArea.OfRow(grid)!(row)[0];

    private static GdalGrid Grid(string crs, GdalGeoTransform map, int width, int height) => new(width, height, map, GdalSpatialReference.ToWkt(crs));
}
