namespace Skylite.Inference.Augmentation;

/// <summary>One of the eight ways in which a square image lies on itself: rows and columns exchanged or not, then each of them reversed or not.</summary>
/// <param name="Exchanged">Whether rows become columns; for square images only.</param>
/// <param name="RowsReversed">Whether rows are read from below.</param>
/// <param name="ColumnsReversed">Whether columns are read from the right.</param>
public readonly record struct Symmetry(bool Exchanged, bool RowsReversed, bool ColumnsReversed)
{
    /// <summary>Lays images on themselves.</summary>
    /// <param name="source">Planes of height × width numbers.</param>
    /// <param name="target">As many numbers; not the source.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public void Apply(ReadOnlySpan<float> source, Span<float> target, int height, int width)
    {
        for (var plane = 0; plane < source.Length; plane += height * width)
        {
            for (var row = 0; row < height; row++)
            {
                var (start, step) = Line(row, height, width);
                var line = target.Slice(plane + (row * width), width);
                for (var column = 0; column < width; column++)
                {
                    line[column] = source[plane + start + (column * step)];
                }
            }
        }
    }

    /// <summary>Adds images that were laid on themselves back to where their pixels come from.</summary>
    /// <param name="source">Planes as <see cref="Apply"/> made them.</param>
    /// <param name="sum">What they are added to.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public void AddBack(ReadOnlySpan<float> source, Span<float> sum, int height, int width)
    {
        for (var plane = 0; plane < source.Length; plane += height * width)
        {
            for (var row = 0; row < height; row++)
            {
                var (start, step) = Line(row, height, width);
                var line = source.Slice(plane + (row * width), width);
                for (var column = 0; column < width; column++)
                {
                    sum[plane + start + (column * step)] += line[column];
                }
            }
        }
    }

    // Where the pixels of a row of the result lie in the source: the first, and the way to the next.
    private (int Start, int Step) Line(int row, int height, int width)
    {
        var line = RowsReversed ? height - 1 - row : row;
        var first = ColumnsReversed ? width - 1 : 0;
        var step = ColumnsReversed ? -1 : 1;
        return Exchanged ? ((first * width) + line, step * width) : ((line * width) + first, step);
    }
}
