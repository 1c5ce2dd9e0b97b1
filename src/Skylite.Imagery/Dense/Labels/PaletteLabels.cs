namespace Skylite.Imagery.Dense.Labels;

/// <summary>
/// Masks of red, green and blue whose colours stand for classes; small deviations, as compression leaves them, are forgiven, and the nearest colour counts.
/// </summary>
/// <param name="classes">The classes in the order of their indices, each in its colour.</param>
/// <param name="ignored">Colours that mean no class, as <c>#rrggbb</c>.</param>
public sealed class PaletteLabels(IReadOnlyList<DenseClass> classes, params IReadOnlyList<string> ignored) : ILabelEncoding
{
    private const int Tolerance = 24;

    private readonly (byte Red, byte Green, byte Blue, byte Label)[] _colours =
    [
        .. classes.Index().Select(c => (c.Item.Rgb.Red, c.Item.Rgb.Green, c.Item.Rgb.Blue, (byte)c.Index)),
        .. ignored.Select(c => new DenseClass(string.Empty, c).Rgb).Select(c => (c.Red, c.Green, c.Blue, LabelValue.Ignore)),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<DenseClass> Classes => classes;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The mask has fewer than three bands.</exception>
    public int Decode(ReadOnlySpan<byte> mask, int bands, Span<byte> labels)
    {
        if (bands < 3)
        {
            throw new InvalidDataException($"A mask whose colours stand for classes needs red, green and blue; this one has {bands} bands.");
        }

        var unknown = 0;
        var (last, lastLabel, lastKnown) = (-1, LabelValue.Ignore, false);
        for (var i = 0; i < labels.Length; i++)
        {
            var pixel = mask.Slice(i * bands, 3);
            var packed = (pixel[0] << 16) | (pixel[1] << 8) | pixel[2];
            if (packed != last)
            {
                (last, (lastLabel, lastKnown)) = (packed, Find(pixel[0], pixel[1], pixel[2]));
            }

            labels[i] = lastLabel;
            unknown += lastKnown ? 0 : 1;
        }

        return unknown;
    }

    private (byte Label, bool Known) Find(int red, int green, int blue)
    {
        var (nearest, found) = (int.MaxValue, (LabelValue.Ignore, false));
        foreach (var c in _colours)
        {
            var (r, g, b) = (Math.Abs(c.Red - red), Math.Abs(c.Green - green), Math.Abs(c.Blue - blue));
            var distance = (r * r) + (g * g) + (b * b);
            if (r <= Tolerance && g <= Tolerance && b <= Tolerance && distance < nearest)
            {
                (nearest, found) = (distance, (c.Label, true));
            }
        }

        return found;
    }
}
