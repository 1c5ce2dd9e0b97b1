namespace Skylite.Native.Gdal;

/// <summary>Lets regions of equal value that are too small take the value of their largest neighbour.</summary>
public static unsafe class GdalSieve
{
    // Pixels that touch along edges, as in GdalPolygons.
    private const int Connectedness = 4;

    /// <summary>Sieves a band; pixels that its mask excludes keep their value and belong to no region.</summary>
    /// <param name="source">The raster to read.</param>
    /// <param name="target">The raster to write, of the same size and open for writing.</param>
    /// <param name="band">Number of the band in both, from 1.</param>
    /// <param name="smallest">Pixels of the smallest region that stays.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="GdalException">A raster cannot be read, or not be written.</exception>
    public static void Run(GdalDataset source, GdalDataset target, int band, int smallest, CancellationToken cancellationToken = default)
    {
        var api = GdalLibrary.Api;
        using var progress = new GdalProgress(null, cancellationToken);
        using var options = new NativeText();
        var from = api.GetRasterBand(source.DangerousGetHandle(), band);
        var to = api.GetRasterBand(target.DangerousGetHandle(), band);
        api.ErrorReset();
        var status = GdalLibrary.Vectors.SieveFilter(
            from, api.GetMaskBand(from), to, smallest, Connectedness, options.List, GdalProgress.Function, progress.State);
        GC.KeepAlive(source);
        cancellationToken.ThrowIfCancellationRequested();
        if (status >= 3)
        {
            throw GdalLibrary.Error($"'{source.Path}' cannot be sieved");
        }

        target.Flush();
    }
}
