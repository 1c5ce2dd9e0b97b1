namespace Skylite.Imagery.Tiling;

/// <summary>Fills a tile from a smaller scene by reflecting it at its edges.</summary>
public static class Reflection
{
    /// <summary>Where a place beyond an edge is reflected to: 0 1 2 becomes 0 1 2 1 0 1 2 ….</summary>
    /// <param name="place">A place, 0 or more.</param>
    /// <param name="length">Length of what is reflected, at least 1.</param>
    public static int Of(int place, int length)
    {
        if (length == 1)
        {
            return 0;
        }

        var period = 2 * (length - 1);
        var within = place % period;
        return within < length ? within : period - within;
    }

    /// <summary>Spreads an image that lies densely at the beginning of a buffer over a larger one, in place.</summary>
    /// <typeparam name="T">The pixel type.</typeparam>
    /// <param name="buffer">Planes × height × width elements.</param>
    /// <param name="planes">Number of planes.</param>
    /// <param name="from">Size of the image that is there.</param>
    /// <param name="to">Size of the image that is wanted, not smaller.</param>
    public static void Expand<T>(Span<T> buffer, int planes, (int Height, int Width) from, (int Height, int Width) to)
    {
        if (from == to)
        {
            return;
        }

        // Backwards: what is overwritten has been read, because every place moves towards the end.
        for (var p = planes - 1; p >= 0; p--)
        {
            for (var y = from.Height - 1; y >= 0; y--)
            {
                for (var x = from.Width - 1; x >= 0; x--)
                {
                    buffer[(((p * to.Height) + y) * to.Width) + x] = buffer[(((p * from.Height) + y) * from.Width) + x];
                }
            }
        }

        for (var p = 0; p < planes; p++)
        {
            var plane = buffer.Slice(p * to.Height * to.Width, to.Height * to.Width);
            for (var y = 0; y < to.Height; y++)
            {
                var row = plane.Slice(y * to.Width, to.Width);
                if (y >= from.Height)
                {
                    plane.Slice(Of(y, from.Height) * to.Width, to.Width).CopyTo(row);
                    continue;
                }

                for (var x = from.Width; x < to.Width; x++)
                {
                    row[x] = row[Of(x, from.Width)];
                }
            }
        }
    }
}
