namespace Skylite.Native.Gdal;

/// <content>Reading and writing of pixels.</content>
public sealed unsafe partial class GdalDataset
{
    /// <summary>Reads pixels, converted to the type of the buffer (clamped to its range, as GDAL does).</summary>
    /// <typeparam name="T">byte, ushort, short, uint, int, float or double.</typeparam>
    /// <param name="pixels">At least bands × height × width elements, in the layout that <paramref name="options"/> name.</param>
    /// <param name="options">Window, bands, size and layout; null reads everything, band after band.</param>
    /// <exception cref="GdalException">The window or a band lies outside the raster, or the file is damaged; the message names the file.</exception>
    /// <exception cref="ArgumentException">The buffer is too small.</exception>
    public void Read<T>(Span<T> pixels, GdalReadOptions? options = null)
        where T : unmanaged
    {
        fixed (T* buffer = pixels)
        {
            Read(buffer, pixels.Length, GdalPixelType.Of<T>(), options ?? GdalReadOptions.Whole);
        }
    }

    /// <summary>Reads pixels of a type that is known only while the program runs; otherwise as the other one.</summary>
    /// <param name="pixels">At least bands × height × width elements of that type.</param>
    /// <param name="type">The type.</param>
    /// <param name="options">Window, bands, size and layout.</param>
    /// <exception cref="GdalException">The window or a band lies outside the raster, or the file is damaged; the message names the file.</exception>
    /// <exception cref="ArgumentException">The buffer is too small.</exception>
    public void Read(Span<byte> pixels, GdalDataType type, GdalReadOptions options)
    {
        fixed (byte* buffer = pixels)
        {
            Read(buffer, pixels.Length / GdalPixelType.Size(type), type, options);
        }
    }

    /// <summary>Writes pixels into a window, converted to the type of the raster.</summary>
    /// <typeparam name="T">byte, ushort, short, uint, int, float or double.</typeparam>
    /// <param name="pixels">At least bands × height × width elements of the window.</param>
    /// <param name="options">Window, bands and layout; null writes everything, band after band. Sizes other than the window's resample.</param>
    /// <exception cref="GdalException">The window lies outside the raster, the raster is read-only, or the disk is full.</exception>
    /// <exception cref="ArgumentException">The buffer is too small.</exception>
    public void Write<T>(ReadOnlySpan<T> pixels, GdalReadOptions? options = null)
        where T : unmanaged
    {
        options ??= GdalReadOptions.Whole;
        var window = options.Window ?? new GdalWindow(0, 0, Width, Height);
        var width = options.Width ?? window.Width;
        var height = options.Height ?? window.Height;
        var bands = options.Bands?.Count ?? BandCount;
        Check(window, options.Bands);
        if (pixels.Length < (long)width * height * bands)
        {
            throw new ArgumentException(
                $"'{Path}': a buffer of {pixels.Length} elements does not hold {bands} bands of {width} × {height} pixels.", nameof(pixels));
        }

        fixed (T* buffer = pixels)
        {
            Transfer(WriteFlag, buffer, GdalPixelType.Of<T>(), new Block(window, width, height, bands, options));
        }
    }

    /// <summary>Writes what is still in GDAL's cache to the file.</summary>
    /// <exception cref="GdalException">Writing failed, for example because the disk is full.</exception>
    public void Flush()
    {
        var api = GdalLibrary.Api;
        api.ErrorReset();
        api.FlushCache(handle);
        if (api.GetLastErrorType() >= 3)
        {
            throw GdalLibrary.WriteError($"'{Path}' cannot be written", Path);
        }
    }

    private void Check(GdalWindow window, IReadOnlyList<int>? bands)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        if (window.X < 0 || window.Y < 0 || window.Width < 1 || window.Height < 1
            || (long)window.X + window.Width > Width || (long)window.Y + window.Height > Height)
        {
            throw new GdalException(
                $"'{Path}' has {Width} × {Height} pixels; the window {window.Width} × {window.Height} at ({window.X}, {window.Y}) reaches outside.");
        }

        if (bands?.FirstOrDefault(b => b < 1 || b > BandCount) is { } wrong and not 0)
        {
            throw new GdalException($"'{Path}' has {BandCount} bands; there is no band {wrong}.");
        }
    }

    private void Read(void* buffer, long length, GdalDataType type, GdalReadOptions options)
    {
        var window = options.Window ?? new GdalWindow(0, 0, Width, Height);
        var width = options.Width ?? window.Width;
        var height = options.Height ?? window.Height;
        var bands = options.Bands?.Count ?? BandCount;
        Check(window, options.Bands);
        if (length < (long)width * height * bands)
        {
            throw new ArgumentException($"'{Path}': a buffer of {length} elements cannot take {bands} bands of {width} × {height} pixels.", nameof(buffer));
        }

        Transfer(ReadFlag, buffer, type, new Block(window, width, height, bands, options));
    }

    private void Transfer(int flag, void* buffer, GdalDataType type, Block block)
    {
        var api = GdalLibrary.Api;
        var bands = stackalloc int[block.Bands];
        for (var i = 0; i < block.Bands; i++)
        {
            bands[i] = block.Options.Bands?[i] ?? i + 1;
        }

        var byPixel = block.Options.Interleave == GdalInterleave.Pixel;
        long element = GdalPixelType.Size(type);
        var pixel = byPixel ? element * block.Bands : element;
        var line = pixel * block.Width;
        var band = byPixel ? element : line * block.Height;
        var extra = new RasterIOExtra { Version = 1, Resampling = (int)block.Options.Resampling };
        var window = block.Window;
        api.ErrorReset();
        var status = api.RasterIO(
            handle, flag, window.X, window.Y, window.Width, window.Height,
            buffer, block.Width, block.Height, (int)type, block.Bands, bands, pixel, line, band, &extra);
        GC.KeepAlive(this);
        if (status >= 3)
        {
            throw flag == ReadFlag ? GdalLibrary.Error($"'{Path}' cannot be read") : GdalLibrary.WriteError($"'{Path}' cannot be written", Path);
        }

        // libjpeg fills the rest of a truncated picture with grey and only warns; a training set must not take that silently.
        if (flag == ReadFlag && api.GetLastErrorType() == 2
            && NativeText.Read(api.GetLastErrorMsg()).Contains("premature end", StringComparison.OrdinalIgnoreCase))
        {
            throw GdalLibrary.Error($"'{Path}' is truncated");
        }
    }

    private readonly record struct Block(GdalWindow Window, int Width, int Height, int Bands, GdalReadOptions Options);
}
