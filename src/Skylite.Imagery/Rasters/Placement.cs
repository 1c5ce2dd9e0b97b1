using System.Globalization;
using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Rasters;

/// <summary>Brings a file onto a grid, and says so; refuses where nothing says how.</summary>
internal static class Placement
{
    private const double FullCover = 0.995;

    /// <param name="file">The file.</param>
    /// <param name="grid">The grid it is brought onto.</param>
    /// <param name="part">The part of that grid that will be read.</param>
    /// <param name="options">Whose file it is, and who is told.</param>
    public static void Place(RasterFile file, GdalGrid grid, GdalGrid part, RasterSceneOptions options)
    {
        var own = GdalGrid.Of(file.Raster);
        var path = file.Raster.Path;
        if (options.Over is { } first && (file.ControlPoints > 0 || first.ControlPoints > 0))
        {
            throw new InvalidDataException(
                $"'{(file.ControlPoints > 0 ? path : first.Name)}' is placed by ground control points, "
                + "so nothing says which pixels of the two dates belong together. Bring it onto a grid first ('gdalwarp IN OUT.tif').");
        }

        if (own.IsSameAs(grid))
        {
            return;
        }

        if (own.GeoTransform is not { } from || grid.GeoTransform is not { } to)
        {
            PairByPixels(own, grid, path, options);
            return;
        }

        if ((own.Projection.Length == 0) != (grid.Projection.Length == 0))
        {
            throw new InvalidDataException($"'{path}' has {(own.Projection.Length == 0 ? "no" : "a")} coordinate reference system and the grid it is to be "
                + $"brought onto has {(grid.Projection.Length == 0 ? "none" : "one")}: nothing says where they meet. Give both one (gdal_edit.py -a_srs).");
        }

        if (!grid.IsNorthUp)
        {
            throw new InvalidDataException(
                $"'{path}' lies on another grid than the first raster, which is rotated, "
                + "or whose rows run from south to north. Bring one of them north up first (gdalwarp).");
        }

        var reprojected = own.Projection.Length > 0 && !GdalSpatialReference.AreSame(own.Projection, grid.Projection);
        var covered = Covered(file.Raster, part, reprojected);
        var ratio = GroundRatio(path, grid, reprojected, to);
        var resampling = ratio > 2 ? GdalResampling.Average : GdalResampling.Bilinear;
        file.Place(grid, resampling);
        options.Say?.Invoke(string.Create(
            CultureInfo.InvariantCulture,
            $"'{Path.GetFileName(path)}' is {(reprojected ? $"reprojected from {Name(own)} to {Name(grid)} and " : string.Empty)}"
            + $"resampled ({resampling.ToString().ToLowerInvariant()}) from pixels of {Sides(own, from, grid, to)}"
            + $"{(covered < FullCover ? $"; it covers {Percent(covered)} of the {(part == grid ? "grid" : "part")}" : string.Empty)}"));
    }

    private static void PairByPixels(GdalGrid own, GdalGrid grid, string path, RasterSceneOptions options)
    {
        if (own.Width != grid.Width || own.Height != grid.Height)
        {
            throw new InvalidDataException(
                $"'{path}' has {own.Width} × {own.Height} pixels and the grid {grid.Width} × {grid.Height}, "
                + "and not both say where they lie on the ground. Georeference them, or give rasters of one size.");
        }

        options.Say?.Invoke($"'{Path.GetFileName(path)}' does not say where it lies: it is laid pixel by pixel over the first raster");
    }

    /// <summary>The share of the grid's pixels that the file covers, 0 to 1.</summary>
    private static double Covered(GdalDataset raster, GdalGrid grid, bool reprojected)
    {
        var path = raster.Path;
        using var view = View(path, grid, reprojected);
        var there = GdalGrid.Of(view).Bounds;
        var here = grid.Bounds;
        var width = Math.Min(there.East, here.East) - Math.Max(there.West, here.West);
        var height = Math.Min(there.North, here.North) - Math.Max(there.South, here.South);
        return width > 0 && height > 0
            ? raster.ShareOf(grid)
            : throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{path}' does not overlap the first raster: "
                + $"it covers {Text(there)} and the first {Text(here)}{(grid.Projection.Length > 0 ? $" in {Name(grid)}" : string.Empty)}."));
    }

    /// <summary>How many of the file's pixels fall into one of the grid's, along an edge.</summary>
    private static double GroundRatio(string path, GdalGrid grid, bool reprojected, GdalGeoTransform to)
    {
        using var view = View(path, grid, reprojected);
        return view.GeoTransform is { } map ? Math.Abs(to.PixelWidth) / Math.Abs(map.PixelWidth) : 1;
    }

    private static GdalDataset View(string path, GdalGrid grid, bool reprojected)
    {
        var raster = GdalDataset.Open(path);
        if (!reprojected && GdalGrid.Of(raster).IsNorthUp)
        {
            return raster;
        }

        try
        {
            return raster.WarpTo(grid.Projection);
        }
        catch
        {
            raster.Dispose();
            throw;
        }
    }

    // Along a row, whatever way it runs.
    private static double Side(GdalGeoTransform map) => Math.Sqrt((map.PixelWidth * map.PixelWidth) + (map.ColumnRotation * map.ColumnRotation));

    // In metres where both are known to lie on the ground; numbers of one reference system need no unit.
    private static string Sides(GdalGrid own, GdalGeoTransform from, GdalGrid grid, GdalGeoTransform to) =>
        own.Projection != grid.Projection && GroundArea.SideOf([own]) is { } before && GroundArea.SideOf([grid]) is { } after
            ? string.Create(CultureInfo.InvariantCulture, $"{before} to {after} m")
            : string.Create(CultureInfo.InvariantCulture, $"{Side(from):0.######} to {Side(to):0.######}");

    private static string Percent(double share) => share < 0.01 ? "less than 1 %" : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");

    private static string Name(GdalGrid grid) => GdalSpatialReference.Describe(grid.Projection).Name;

    private static string Text((double West, double South, double East, double North) b) =>
        string.Create(CultureInfo.InvariantCulture, $"x {b.West:0.#####} … {b.East:0.#####}, y {b.South:0.#####} … {b.North:0.#####}");
}
