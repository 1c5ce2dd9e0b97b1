using System.Buffers.Binary;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Maps;

/// <summary>Writes the regions of a map as polygons with class, area and mean probability.</summary>
internal static class MapPolygons
{
    private const int RingsAt = 5;
    private const int PointBytes = 16;

    /// <summary>Writes the polygons; the file appears when it is complete.</summary>
    /// <returns>How many were written.</returns>
    public static long Write(MapWriterOptions map, RawRaster classes, RawRaster probabilities, MapPolygonOptions options, CancellationToken cancellationToken)
    {
        var area = GroundArea.OfRow(map.Grid);
        var regions = new MapRegions(classes, map.Legend, probabilities, map.Grid.Width, map.Grid.Height, area);
        var partial = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.Out))!, $"{Path.GetFileNameWithoutExtension(options.Out)}.partial.gpkg");
        var view = MapWriter.PartialFile(map.Out, "plain.vrt");
        Directory.CreateDirectory(Path.GetDirectoryName(partial)!);
        long count = 0;
        try
        {
            RawRasterView.WritePlain(view, classes.Path, map.Grid);
            GdalField[] fields =
            [
                new("class_id", GdalFieldType.Integer),
                new("class_name", GdalFieldType.Text),
                new(area is null ? "area_px" : "area_m2", GdalFieldType.Real),
                new("mean_prob", GdalFieldType.Real),
            ];
            using (var raster = GdalDataset.Open(view, sidecars: false))
            using (var output = GdalVector.Create(partial, "map", map.Grid.Projection, fields))
            {
                output.Metadata = map.Metadata;
                GdalPolygons.Trace(
                    raster,
                    1,
                    MapWriter.PartialFile(map.Out, "tracing.gpkg"),
                    (_, wkb) =>
                    {
                        var polygon = wkb.ToArray();
                        var region = regions.Take(FirstPixel(polygon));
                        var place = map.Legend.IndexOf(region.Class);
                        if (region.Area >= options.MinimumArea && !options.LeaveOut.Contains(place))
                        {
                            ToGround(polygon, map.Grid.GeoTransform);
                            output.Write(
                                polygon, [(int)region.Class, map.Legend.Names[place], region.Area, region.Probability / region.Pixels], options.Simplify);
                            count++;
                        }
                    },
                    cancellationToken: cancellationToken);
                output.Finish();
            }

            File.Move(partial, options.Out, overwrite: true);
            return count;
        }
        finally
        {
            File.Delete(view);
            File.Delete(partial);
        }
    }

    // The upper left corner of an outline is that of the region's first pixel, in reading order.
    private static (int Row, int Column) FirstPixel(ReadOnlySpan<byte> polygon)
    {
        var points = BinaryPrimitives.ReadInt32LittleEndian(polygon[(RingsAt + 4)..]);
        var (row, column) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var i = 0; i < points; i++)
        {
            var point = polygon[(RingsAt + 8 + (i * PointBytes))..];
            var x = BinaryPrimitives.ReadDoubleLittleEndian(point);
            var y = BinaryPrimitives.ReadDoubleLittleEndian(point[8..]);
            if (y < row || (y == row && x < column))
            {
                (row, column) = (y, x);
            }
        }

        return ((int)Math.Round(row), (int)Math.Round(column));
    }

    private static void ToGround(Span<byte> polygon, GdalGeoTransform? map)
    {
        // Without a place on the ground, y still points up where the file is drawn.
        var ground = map ?? new GdalGeoTransform(0, 1, 0, 0, 0, -1);
        var rings = BinaryPrimitives.ReadInt32LittleEndian(polygon[RingsAt..]);
        var at = RingsAt + 4;
        for (var r = 0; r < rings; r++)
        {
            var points = BinaryPrimitives.ReadInt32LittleEndian(polygon[at..]);
            at += 4;
            for (var i = 0; i < points; i++, at += PointBytes)
            {
                var point = polygon[at..];
                var (x, y) = ground.Apply(BinaryPrimitives.ReadDoubleLittleEndian(point), BinaryPrimitives.ReadDoubleLittleEndian(point[8..]));
                BinaryPrimitives.WriteDoubleLittleEndian(point, x);
                BinaryPrimitives.WriteDoubleLittleEndian(point[8..], y);
            }
        }
    }
}
