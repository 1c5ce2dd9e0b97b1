namespace Skylite.Native.Gdal;

/// <content>Creation and copies.</content>
public sealed unsafe partial class GdalDataset
{
    /// <summary>Creates a raster file to be filled window by window (GeoTIFF and other drivers that can create).</summary>
    /// <param name="path">The file; an existing one is overwritten.</param>
    /// <param name="spec">Size, type, place and bands.</param>
    /// <param name="options">Driver, compression, tiles; null writes a DEFLATE-compressed tiled GeoTIFF.</param>
    /// <returns>The raster; dispose it to complete the file.</returns>
    /// <exception cref="GdalException">The file cannot be created so.</exception>
    public static GdalDataset Create(string path, GdalRasterSpec spec, GdalWriteOptions? options = null)
    {
        options ??= new GdalWriteOptions();
        var driver = options.Driver ?? GdalFormats.DriverFor(path);
        var dataset = Create(driver, path, path, spec, GdalFormats.CreationOptions(driver, spec.DataType, options));
        dataset.Place(spec);
        return dataset;
    }

    /// <summary>Creates a raster that lives in memory only.</summary>
    /// <param name="spec">Size, type, place and bands.</param>
    /// <returns>The raster, filled with zeros; dispose it.</returns>
    /// <exception cref="GdalException">There is not enough memory.</exception>
    public static GdalDataset CreateInMemory(GdalRasterSpec spec)
    {
        var dataset = Create("MEM", string.Empty, "raster in memory", spec, []);
        dataset.Place(spec);
        return dataset;
    }

    /// <summary>Writes a copy of the raster to a file; the file appears only when it is complete.</summary>
    /// <param name="path">The file; an existing one is replaced. Its ending chooses the driver unless <paramref name="options"/> do.</param>
    /// <param name="options">Driver, compression, quality.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the copy; the file does not appear then.</param>
    /// <exception cref="GdalException">The driver cannot write this raster, or the disk is full.</exception>
    public void SaveAs(string path, GdalWriteOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new GdalWriteOptions();
        var driver = options.Driver ?? GdalFormats.DriverFor(path);
        var partial = path + ".partial";
        try
        {
            Copy(driver, partial, path, options, progress, cancellationToken);
            File.Move(partial, path, overwrite: true);
            if (File.Exists(partial + ".aux.xml"))
            {
                File.Move(partial + ".aux.xml", path + ".aux.xml", overwrite: true);
            }
            else
            {
                // What stands there speaks of the file that was replaced.
                File.Delete(path + ".aux.xml");
            }
        }
        finally
        {
            File.Delete(partial);
            File.Delete(partial + ".aux.xml");
        }
    }

    /// <summary>Encodes the raster as the bytes of a file.</summary>
    /// <param name="options">
    /// Names the driver (<c>PNG</c>, <c>JPEG</c>, <c>GTiff</c>) and its settings; <see cref="GdalWriteOptions.Driver"/> is needed.
    /// </param>
    /// <returns>The bytes of the file.</returns>
    /// <exception cref="GdalException">The driver cannot write this raster.</exception>
    public byte[] Encode(GdalWriteOptions options)
    {
        var api = GdalLibrary.Api;
        var driver = options.Driver ?? throw new ArgumentException("Name the driver that shall encode, for example PNG.", nameof(options));
        var memoryFile = NextMemoryFile();
        using var path = new NativeText(memoryFile);
        using var sidecar = new NativeText(memoryFile + ".aux.xml");
        try
        {
            Copy(driver, memoryFile, $"image in memory ({driver})", options);
            ulong length;
            var bytes = api.GetMemFileBuffer(path.First, &length, 0);
            return new ReadOnlySpan<byte>(bytes, checked((int)length)).ToArray();
        }
        finally
        {
            _ = api.Unlink(path.First);
            _ = api.Unlink(sidecar.First);
        }
    }

    private static GdalDataset Create(string driver, string path, string name, GdalRasterSpec spec, IReadOnlyList<string> creationOptions)
    {
        var api = GdalLibrary.Api;
        using var text = new NativeText(path);
        using var settings = new NativeText(creationOptions);
        api.ErrorReset();
        var created = api.Create(FindDriver(driver), text.First, spec.Width, spec.Height, spec.Bands, (int)spec.DataType, settings.List);
        return created == 0
            ? throw GdalLibrary.WriteError(
                $"'{name}' cannot be created as {driver} with {spec.Bands} bands of {spec.Width} × {spec.Height} {spec.DataType} pixels", path)
            : new GdalDataset(created, name);
    }

    private static nint FindDriver(string driver)
    {
        using var text = new NativeText(driver);
        var found = GdalLibrary.Api.GetDriverByName(text.First);
        return found != 0 ? found : throw new GdalException($"This build of GDAL ({GdalLibrary.Version}) has no driver '{driver}'.");
    }

    private void Copy(
        string driver, string target, string name, GdalWriteOptions options, IProgress<double>? listener = null, CancellationToken cancellationToken = default)
    {
        var api = GdalLibrary.Api;
        using var text = new NativeText(target);
        using var settings = new NativeText(GdalFormats.CreationOptions(driver, DataType, options));
        api.ErrorReset();
        using var progress = new GdalProgress(listener, cancellationToken);
        var copy = api.CreateCopy(FindDriver(driver), text.First, handle, 0, settings.List, GdalProgress.Function, progress.State);
        if (copy == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw GdalLibrary.WriteError($"'{name}' cannot be written as {driver}", target);
        }

        api.ErrorReset();
        api.Close(copy);
        if (api.GetLastErrorType() >= 3)
        {
            throw GdalLibrary.WriteError($"'{name}' cannot be written as {driver}", target);
        }
    }

    private void Place(GdalRasterSpec spec)
    {
        var api = GdalLibrary.Api;
        if (spec.GeoTransform is { } t)
        {
            var six = stackalloc double[] { t.OriginX, t.PixelWidth, t.RowRotation, t.OriginY, t.ColumnRotation, t.PixelHeight };
            _ = api.SetGeoTransform(handle, six);
        }

        if (spec.Crs is { } crs)
        {
            using var wkt = new NativeText(GdalSpatialReference.ToWkt(crs));
            _ = api.SetProjection(handle, wkt.First);
        }

        for (var b = 1; b <= BandCount; b++)
        {
            var band = BandHandle(b);
            if (spec.BandNames is { } names && b <= names.Count)
            {
                using var text = new NativeText(names[b - 1]);
                api.SetDescription(band, text.First);
                _ = api.SetColorInterpretation(band, (int)GdalFormats.ColorOf(names[b - 1]));
            }

            if (spec.BandNames is null && BandCount == 3)
            {
                _ = api.SetColorInterpretation(band, (int)GdalColorInterpretation.Red + b - 1);
            }

            if (spec.NoData is { } noData)
            {
                _ = api.SetNoData(band, noData);
            }
        }
    }
}
