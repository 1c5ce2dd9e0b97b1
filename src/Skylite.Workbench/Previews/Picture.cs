using Skylite.Native.Gdal;

namespace Skylite.Workbench.Previews;

/// <summary>A picture to draw on.</summary>
public sealed class Picture
{
    private readonly Rgb[] _pixels;

    /// <summary>Makes a white picture.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public Picture(int width, int height)
    {
        (Width, Height) = (width, height);
        _pixels = new Rgb[width * height];
        Array.Fill(_pixels, Rgb.White);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The colour of a pixel.</summary>
    public Rgb this[int x, int y] => _pixels[(y * Width) + x];

    /// <summary>Fills a rectangle; what lies outside the picture is left out, here as everywhere.</summary>
    public void Fill(int x, int y, int width, int height, Rgb color)
    {
        for (var row = Math.Max(0, y); row < Math.Min(Height, y + height); row++)
        {
            for (var column = Math.Max(0, x); column < Math.Min(Width, x + width); column++)
            {
                _pixels[(row * Width) + column] = color;
            }
        }
    }

    /// <summary>Draws a frame of one pixel around a rectangle.</summary>
    public void Frame(int x, int y, int width, int height, Rgb color, int thickness = 1)
    {
        Fill(x - thickness, y - thickness, width + (2 * thickness), thickness, color);
        Fill(x - thickness, y + height, width + (2 * thickness), thickness, color);
        Fill(x - thickness, y, thickness, height, color);
        Fill(x + width, y, thickness, height, color);
    }

    /// <summary>Draws a small picture with its upper left corner at a place.</summary>
    public void Draw(SheetPicture image, int x, int y)
    {
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            Fill(x + (i % image.Width), y + (i / image.Width), 1, 1, image.Pixels[i]);
        }
    }

    /// <summary>Writes a line of text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Upper edge.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="room">Columns there are; a longer text is shortened, see <see cref="ShortText"/>.</param>
    /// <param name="scale">Side of a dot in pixels.</param>
    public void Write(string text, int x, int y, Rgb color, int? room = null, int scale = 1)
    {
        var plain = PlainLetters.Of(text);
        var shown = room is { } columns ? ShortText.Of(plain, PixelFont.Fitting(columns / scale)) : plain;
        for (var i = 0; i < shown.Length; i++)
        {
            for (var dot = 0; dot < PixelFont.Width * PixelFont.Height; dot++)
            {
                var (dx, dy) = (dot % PixelFont.Width, dot / PixelFont.Width);
                if (PixelFont.HasDot(shown[i], dx, dy))
                {
                    Fill(x + (((i * PixelFont.Advance) + dx) * scale), y + (dy * scale), scale, scale, color);
                }
            }
        }
    }

    /// <summary>Writes the picture as PNG; the file appears only when it is complete.</summary>
    /// <exception cref="GdalException">The file cannot be written.</exception>
    public void Save(string path)
    {
        var bytes = new byte[_pixels.Length * 3];
        for (var i = 0; i < _pixels.Length; i++)
        {
            (bytes[3 * i], bytes[(3 * i) + 1], bytes[(3 * i) + 2]) = (_pixels[i].Red, _pixels[i].Green, _pixels[i].Blue);
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        GdalImage.Write<byte>(path, bytes, GdalImage.PictureSpec(Width, Height, 3), options: new GdalWriteOptions { Driver = "PNG" });
    }
}
