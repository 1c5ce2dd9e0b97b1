using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;
using Skylite.Workbench.Datasets;

namespace Skylite.Tests.Native.Maps;

public sealed class GroundAreaTests
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
            Assert.Equal(Row(Grid("EPSG:3857", GdalGeoTransform.NorthUp(0, 8_000_000 - (1000 * row), 1000), 10, 1), 0), area(row), 1e-3);
        }
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

    private static double Row(GdalGrid grid, int row) => GroundArea.OfRow(grid)!(row);

    private static GdalGrid Grid(string crs, GdalGeoTransform map, int width, int height) => new(width, height, map, GdalSpatialReference.ToWkt(crs));
}
