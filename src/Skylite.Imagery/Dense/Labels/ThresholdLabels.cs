namespace Skylite.Imagery.Dense.Labels;

/// <summary>Masks of two classes: bright pixels are class 1. JPEG noise and anti-aliased edges fall to the nearer side.</summary>
/// <param name="classes">The two classes.</param>
/// <param name="threshold">Smallest value of class 1.</param>
public sealed class ThresholdLabels(IReadOnlyList<DenseClass> classes, int threshold = 128) : ILabelEncoding
{
    /// <inheritdoc/>
    public IReadOnlyList<DenseClass> Classes => classes;

    /// <summary>Smallest value of class 1.</summary>
    public int Threshold => threshold;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<byte> mask, int bands, Span<byte> labels)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = mask[i * bands] >= threshold ? (byte)1 : (byte)0;
        }

        return 0;
    }
}
