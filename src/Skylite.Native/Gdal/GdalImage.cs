namespace Skylite.Native.Gdal;

/// <summary>Whole pictures in one call: to and from files, to and from bytes.</summary>
public static class GdalImage
{
    /// <summary>Writes a picture; the file appears only when it is complete.</summary>
    /// <typeparam name="T">byte, ushort, short, uint, int, float or double (PNG: byte and ushort; JPEG: byte).</typeparam>
    /// <param name="path">The file; its ending (.png, .jpg, .tif) chooses the format.</param>
    /// <param name="pixels">bands × height × width elements.</param>
    /// <param name="spec">Size, number of bands, and for GeoTIFF place, names and nodata; its type may differ from the buffer's.</param>
    /// <param name="interleave">Layout of <paramref name="pixels"/>.</param>
    /// <param name="options">Compression and quality.</param>
    /// <exception cref="GdalException">The format cannot hold the picture, or the disk is full.</exception>
    public static void Write<T>(
        string path, ReadOnlySpan<T> pixels, GdalRasterSpec spec, GdalInterleave interleave = GdalInterleave.Pixel, GdalWriteOptions? options = null)
        where T : unmanaged
    {
        using var memory = Fill(pixels, spec, interleave);
        memory.SaveAs(path, options);
    }

    /// <summary>Writes a picture of bytes.</summary>
    /// <param name="path">The file; its ending (.png, .jpg, .tif) chooses the format.</param>
    /// <param name="pixels">height × width × bands bytes, or bands × height × width with <see cref="GdalInterleave.Band"/>.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="bands">Bands: 1 grey, 3 red green blue, 4 with opacity.</param>
    /// <param name="interleave">Layout of <paramref name="pixels"/>.</param>
    /// <exception cref="GdalException">The format cannot hold the picture, or the disk is full.</exception>
    public static void Write(string path, ReadOnlySpan<byte> pixels, int width, int height, int bands, GdalInterleave interleave = GdalInterleave.Pixel) =>
        Write(path, pixels, PictureSpec(width, height, bands), interleave);

    /// <summary>Encodes a picture of bytes as a PNG or JPEG file in memory.</summary>
    /// <param name="pixels">height × width × bands bytes, or bands × height × width with <see cref="GdalInterleave.Band"/>.</param>
    /// <param name="spec">Size and bands; see <see cref="PictureSpec"/>.</param>
    /// <param name="interleave">Layout of <paramref name="pixels"/>.</param>
    /// <param name="options">Driver and quality; null encodes PNG.</param>
    /// <returns>The bytes of the file.</returns>
    /// <exception cref="GdalException">The format cannot hold the picture.</exception>
    public static byte[] Encode(
        ReadOnlySpan<byte> pixels, GdalRasterSpec spec, GdalInterleave interleave = GdalInterleave.Pixel, GdalWriteOptions? options = null)
    {
        using var memory = Fill(pixels, spec, interleave);
        return memory.Encode(options ?? new GdalWriteOptions { Driver = "PNG" });
    }

    /// <summary>Decodes a picture in memory to bytes, pixel after pixel.</summary>
    /// <param name="file">The bytes of a whole image file.</param>
    /// <param name="name">What errors call it.</param>
    /// <returns>height × width × bands bytes, and the size.</returns>
    /// <exception cref="GdalException">The bytes are not an image that GDAL can read.</exception>
    public static (byte[] Pixels, int Width, int Height, int Bands) Decode(ReadOnlySpan<byte> file, string name = "image in memory")
    {
        using var dataset = GdalDataset.FromBytes(file, name);
        var pixels = new byte[dataset.Width * dataset.Height * dataset.BandCount];
        dataset.Read(pixels.AsSpan(), new GdalReadOptions { Interleave = GdalInterleave.Pixel });
        return (pixels, dataset.Width, dataset.Height, dataset.BandCount);
    }

    /// <summary>The spec of a plain picture of bytes whose bands are named as their number suggests.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="bands">1 grey, 2 grey and opacity, 3 red green blue, 4 with opacity; more stay unnamed.</param>
    /// <returns>The spec.</returns>
    public static GdalRasterSpec PictureSpec(int width, int height, int bands) => new(width, height, bands, GdalDataType.Byte);

    private static GdalDataset Fill<T>(ReadOnlySpan<T> pixels, GdalRasterSpec spec, GdalInterleave interleave)
        where T : unmanaged
    {
        var memory = GdalDataset.CreateInMemory(spec);
        try
        {
            memory.Write(pixels, new GdalReadOptions { Interleave = interleave });
            return memory;
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }
}
