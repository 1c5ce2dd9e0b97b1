namespace Skylite.Imagery.Dense.Labels;

/// <summary>Masks of two classes: bright pixels are class 1. JPEG noise and anti-aliased edges fall to the nearer side.</summary>
/// <param name="classes">The two classes.</param>
/// <param name="threshold">Smallest value of class 1.</param>
public sealed class ThresholdLabels(IReadOnlyList<DenseClass> classes, int threshold = 128) : ILabelEncoding
{
    private readonly bool[]? _known;

    /// <inheritdoc/>
    public IReadOnlyList<DenseClass> Classes => classes;

    /// <summary>Smallest value of class 1.</summary>
    public int Threshold => threshold;

    /// <summary>
    /// The only values that mean anything, 0 to 255, where masks are known to hold no shades:
    /// then others stand for no class; <see langword="null"/> where all mean something.
    /// </summary>
    public IReadOnlyList<int>? Levels
    {
        get;
        init
        {
            field = value;
            _known = value is null ? null : [.. Enumerable.Range(0, 256).Select(value.Contains)];
        }
    }

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<byte> mask, int bands, Span<byte> labels)
    {
        var unknown = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var value = mask[i * bands];
            labels[i] = value >= threshold ? (byte)1 : (byte)0;
            if (_known is not null && !_known[value])
            {
                labels[i] = LabelValue.Ignore;
                unknown++;
            }
        }

        return unknown;
    }
}
