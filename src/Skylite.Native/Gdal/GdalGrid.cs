namespace Skylite.Native.Gdal;

/// <summary>Where the pixels of a raster lie.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="GeoTransform">The map from pixels to coordinates, or null for a plain image.</param>
/// <param name="Projection">The coordinate reference system as well-known text, or the empty text.</param>
public sealed record GdalGrid(int Width, int Height, GdalGeoTransform? GeoTransform, string Projection)
{
    /// <summary>The grid of a raster.</summary>
    public static GdalGrid Of(GdalDataset raster) => new(raster.Width, raster.Height, raster.GeoTransform, raster.Projection);

    /// <summary>Whether rows run from west to east and columns from north to south, without rotation.</summary>
    public bool IsNorthUp => GeoTransform is { RowRotation: 0, ColumnRotation: 0, PixelWidth: > 0, PixelHeight: < 0 };

    /// <summary>The rectangle around the raster in map coordinates; pixels where it is a plain image.</summary>
    public (double West, double South, double East, double North) Bounds
    {
        get
        {
            var map = GeoTransform ?? GdalGeoTransform.Identity;
            (double X, double Y)[] corners = [map.Apply(0, 0), map.Apply(Width, 0), map.Apply(0, Height), map.Apply(Width, Height)];
            return (corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X), corners.Max(c => c.Y));
        }
    }

    /// <summary>The grid of a part of the raster.</summary>
    /// <param name="window">The part.</param>
    public GdalGrid Part(GdalWindow window)
    {
        if (GeoTransform is not { } map)
        {
            return this with { Width = window.Width, Height = window.Height };
        }

        var (x, y) = map.Apply(window.X, window.Y);
        return this with { Width = window.Width, Height = window.Height, GeoTransform = map with { OriginX = x, OriginY = y } };
    }

    /// <summary>Whether two grids have the same pixels: size and reference system alike, corners less than a tenth of a pixel apart.</summary>
    /// <param name="other">The other grid.</param>
    public bool IsSameAs(GdalGrid other)
    {
        if (Width != other.Width || Height != other.Height || (GeoTransform is null) != (other.GeoTransform is null))
        {
            return false;
        }

        if (Projection != other.Projection
            && (Projection.Length == 0 || other.Projection.Length == 0 || !GdalSpatialReference.AreSame(Projection, other.Projection)))
        {
            return false;
        }

        if (GeoTransform is not { } mine || other.GeoTransform is not { } theirs)
        {
            return true;
        }

        var tenth = 0.1 * Math.Min(Math.Abs(mine.PixelWidth) + Math.Abs(mine.RowRotation), Math.Abs(mine.PixelHeight) + Math.Abs(mine.ColumnRotation));
        (int X, int Y)[] corners = [(0, 0), (Width, 0), (0, Height)];
        return corners.All(c =>
        {
            var (x, y) = mine.Apply(c.X, c.Y);
            var (u, v) = theirs.Apply(c.X, c.Y);
            return Math.Abs(x - u) < tenth && Math.Abs(y - v) < tenth;
        });
    }
}
