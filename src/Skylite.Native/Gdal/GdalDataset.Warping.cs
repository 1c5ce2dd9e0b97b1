using System.Globalization;

namespace Skylite.Native.Gdal;

/// <content>Views of a raster on another grid.</content>
public sealed unsafe partial class GdalDataset
{
    // What GDAL itself takes for a band without such a value beside bands with one.
    private const double NoSuchValue = -123456.789;

    /// <summary>A view of this raster in another coordinate reference system, on the grid that GDAL proposes; pixels are computed when they are read.</summary>
    /// <param name="projection">The reference system; the empty text keeps the raster's own.</param>
    /// <returns>The view; it owns this raster from now on.</returns>
    /// <exception cref="GdalException">There is no way from one reference system to the other.</exception>
    public GdalDataset WarpTo(string projection) => Warp(Target(projection), $"'{Path}' cannot be reprojected");

    /// <summary>
    /// A view of this raster on exactly the pixels of a north-up grid, with a last band of opacity
    /// that is 0 where the raster has nothing; pixels are computed when they are read.
    /// </summary>
    /// <param name="grid">The grid, north up.</param>
    /// <param name="resampling">How pixels are computed.</param>
    /// <param name="noData">
    /// The value that marks missing pixels of each band, null where a band has none; an empty list
    /// takes what the file says. Where a band is missing, the view has this value again.
    /// </param>
    /// <returns>The view; it owns this raster from now on.</returns>
    /// <exception cref="GdalException">There is no way from one reference system to the other.</exception>
    public GdalDataset WarpTo(GdalGrid grid, GdalResampling resampling, IReadOnlyList<double?> noData)
    {
        var (west, south, east, north) = grid.Bounds;
        return Warp(
            [
                .. Target(grid.Projection),
                .. Missing(noData),
                "-te", Number(west), Number(south), Number(east), Number(north),
                "-ts", Number(grid.Width), Number(grid.Height),
                "-r", resampling switch
                {
                    GdalResampling.Nearest => "near",
                    GdalResampling.CubicSpline => "cubicspline",
                    _ => resampling.ToString().ToLowerInvariant(),
                },
                "-dstalpha", "-wm", "64",
            ],
            $"'{Path}' cannot be brought onto another grid");
    }

    // Each band is looked at alone, and starts out as missing; -dstnodata would change values that happen to be the same.
    private static IEnumerable<string> Missing(IReadOnlyList<double?> noData) => !noData.Any(n => n is not null) ? [] :
    [
        "-srcnodata", string.Join(' ', noData.Select(n => Number(n ?? NoSuchValue))),
        "-wo", "UNIFIED_SRC_NODATA=NO",
        "-wo", $"INIT_DEST={string.Join(',', noData.Select(n => Number(n ?? 0)))}",
    ];

    private static IEnumerable<string> Target(string projection) => projection.Length == 0 ? [] : ["-t_srs", projection];

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private GdalDataset Warp(IEnumerable<string> arguments, string failure)
    {
        var api = GdalLibrary.Api;
        // What a file calls opacity although it has another name is a band like all others.
        string[] opacity = AlphaBand > 0 ? [] : ["-nosrcalpha"];
        // GDAL would give all bands the type of the first, and clamp what that cannot hold.
        string[] type = Bands.All(b => b.DataType == DataType) ? [] : ["-ot", nameof(GdalDataType.Float64)];
        using var list = new NativeText([.. arguments, .. opacity, .. type, "-of", "VRT"]);
        using var target = new NativeText(string.Empty);
        api.ErrorReset();
        var options = api.WarpAppOptionsNew(list.List, 0);
        if (options == 0)
        {
            throw GdalLibrary.Error(failure);
        }

        var source = handle;
        int misused;
        var view = api.Warp(target.First, 0, 1, &source, options, &misused);
        api.WarpAppOptionsFree(options);
        return view == 0 ? throw GdalLibrary.Error(failure) : new GdalDataset(view, Path) { _source = this };
    }
}
