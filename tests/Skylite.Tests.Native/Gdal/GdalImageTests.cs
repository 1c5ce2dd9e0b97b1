using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Gdal;

public sealed class GdalImageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-gdal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_png_written_pixel_after_pixel_reads_back_equal()
    {
        var path = Path.Combine(_folder, "a.png");
        var pixels = Noise(7 * 5 * 3);

        GdalImage.Write(path, pixels, width: 7, height: 5, bands: 3);

        using var image = GdalDataset.Open(path);
        var read = new byte[pixels.Length];
        image.Read(read.AsSpan(), new GdalReadOptions { Interleave = GdalInterleave.Pixel });
        Assert.Equal((7, 5, 3, "PNG"), (image.Width, image.Height, image.BandCount, image.Driver));
        Assert.Equal(pixels, read);
        Assert.Equal(
            [GdalColorInterpretation.Red, GdalColorInterpretation.Green, GdalColorInterpretation.Blue],
            image.Bands.Select(b => b.ColorInterpretation));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Both_layouts_of_the_buffer_mean_the_same_picture()
    {
        var path = Path.Combine(_folder, "a.png");
        byte[] bandAfterBand = [1, 2, 3, 4, 11, 12, 13, 14, 21, 22, 23, 24];

        GdalImage.Write(path, bandAfterBand, width: 2, height: 2, bands: 3, GdalInterleave.Band);

        using var image = GdalDataset.Open(path);
        var read = new byte[12];
        image.Read(read.AsSpan(), new GdalReadOptions { Interleave = GdalInterleave.Pixel });
        Assert.Equal([1, 11, 21, 2, 12, 22, 3, 13, 23, 4, 14, 24], read);
    }

    [Fact]
    public void A_jpeg_is_close_to_what_was_written()
    {
        var path = Path.Combine(_folder, "a.jpg");
        var pixels = new byte[64 * 64 * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(60 + (i / 3 / 64) + (i % 3 * 20));
        }

        GdalImage.Write(path, pixels, 64, 64, 3);

        var (read, width, height, bands) = GdalImage.Decode(File.ReadAllBytes(path));
        Assert.Equal((64, 64, 3), (width, height, bands));
        Assert.True(pixels.Zip(read, (a, b) => Math.Abs(a - b)).Max() <= 6);
    }

    [Fact]
    public void Encoding_in_memory_and_decoding_gives_the_pixels_back()
    {
        var pixels = Noise(16 * 8 * 3);

        var file = GdalImage.Encode(pixels, GdalImage.PictureSpec(16, 8, 3));

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], file[..4]);
        Assert.Equal(pixels, GdalImage.Decode(file).Pixels);
    }

    [Fact]
    public void Bytes_that_are_no_image_are_named_in_the_error()
    {
        var error = Assert.Throws<GdalException>(() => GdalImage.Decode([1, 2, 3, 4], "upload.png"));

        Assert.Contains("upload.png", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_that_cannot_be_written_is_named()
    {
        var error = Assert.Throws<GdalException>(() => GdalImage.Write(Path.Combine(_folder, "a.xyz"), new byte[3], 1, 1, 3));

        Assert.Contains(".xyz", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(5).NextBytes(bytes);
        return bytes;
    }
}
