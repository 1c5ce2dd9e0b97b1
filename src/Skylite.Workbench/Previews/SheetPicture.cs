namespace Skylite.Workbench.Previews;

/// <summary>A small picture in a sheet.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Colours, row after row.</param>
public sealed record SheetPicture(int Width, int Height, Rgb[] Pixels)
{
    /// <summary>Whether colours stand for classes, so that mixtures of them mean nothing.</summary>
    public bool IsMap { get; init; }

    /// <summary>A picture of class numbers.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="labels">A class for each pixel; anything beyond the colours has none.</param>
    /// <param name="colors">Colours of the classes.</param>
    public static SheetPicture OfClasses(int width, int height, ReadOnlySpan<int> labels, IReadOnlyList<Rgb> colors)
    {
        var pixels = new Rgb[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = labels[i] >= 0 && labels[i] < colors.Count ? colors[labels[i]] : Rgb.Nothing;
        }

        return new SheetPicture(width, height, pixels) { IsMap = true };
    }

    /// <summary>This picture at another size: nearest pixels where it grows or is a map, means where it shrinks.</summary>
    public SheetPicture Resized(int width, int height)
    {
        if ((width, height) == (Width, Height))
        {
            return this;
        }

        var pixels = new Rgb[width * height];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = Range(y, height, Height);
            for (var x = 0; x < width; x++)
            {
                var (left, right) = Range(x, width, Width);
                pixels[(y * width) + x] = Mean(left, top, right, bottom);
            }
        }

        return this with { Width = width, Height = height, Pixels = pixels };
    }

    private (int From, int To) Range(int place, int length, int own)
    {
        var from = (int)((long)place * own / length);
        return IsMap || length >= own
            ? ((int)((place + 0.5) * own / length), (int)((place + 0.5) * own / length) + 1)
            : (from, Math.Max(from + 1, (int)(((long)place + 1) * own / length)));
    }

    private Rgb Mean(int left, int top, int right, int bottom)
    {
        var (r, g, b, n) = (0, 0, 0, (right - left) * (bottom - top));
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                var pixel = Pixels[(y * Width) + x];
                (r, g, b) = (r + pixel.Red, g + pixel.Green, b + pixel.Blue);
            }
        }

        return new Rgb((byte)((r + (n / 2)) / n), (byte)((g + (n / 2)) / n), (byte)((b + (n / 2)) / n));
    }
}
