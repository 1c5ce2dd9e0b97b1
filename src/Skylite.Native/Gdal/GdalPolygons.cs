namespace Skylite.Native.Gdal;

/// <summary>Outlines of the regions of equal value in a raster.</summary>
public static unsafe class GdalPolygons
{
    /// <summary>Receives an outline: the pixel value inside, and a polygon as little-endian WKB (exterior ring first).</summary>
    public delegate void Receiver(int value, ReadOnlySpan<byte> wkb);

    /// <summary>Traces the regions of pixels that have one value and touch along edges; pixels that the band's mask excludes are left out.</summary>
    /// <param name="raster">The raster; without a geotransform, coordinates are columns and rows.</param>
    /// <param name="band">Number of the band, from 1.</param>
    /// <param name="workFile">A file to keep polygons in meanwhile, so that memory stays bounded; it is removed.</param>
    /// <param name="receiver">Gets every polygon.</param>
    /// <param name="progress">Told the share of rows that are traced, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="GdalException">The raster cannot be read, or the work file not be written.</exception>
    public static void Trace(
        GdalDataset raster, int band, string workFile, Receiver receiver, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        try
        {
            using (var work = GdalVector.Create(workFile, "polygons", string.Empty, [new("value", GdalFieldType.Integer)], indexed: false))
            {
                Polygonize(raster, band, work, progress, cancellationToken);
            }

            using var polygons = GdalVector.Open(workFile);
            while (polygons.Read() is { } feature)
            {
                cancellationToken.ThrowIfCancellationRequested();
                receiver((int)feature.Values[0]!, feature.Wkb);
            }
        }
        finally
        {
            File.Delete(workFile);
        }
    }

    private static void Polygonize(GdalDataset raster, int band, GdalVector work, IProgress<double>? listener, CancellationToken cancellationToken)
    {
        var api = GdalLibrary.Api;
        using var progress = new GdalProgress(listener, cancellationToken);
        using var options = new NativeText();
        var handle = api.GetRasterBand(raster.DangerousGetHandle(), band);
        api.ErrorReset();
        work.Begin();
        var status = GdalLibrary.Vectors.Polygonize(handle, api.GetMaskBand(handle), work.Layer, 0, options.List, GdalProgress.Function, progress.State);
        GC.KeepAlive(raster);
        cancellationToken.ThrowIfCancellationRequested();
        if (status >= 3)
        {
            throw GdalLibrary.Error($"The regions of '{raster.Path}' cannot be traced");
        }

        work.Commit();
    }
}
