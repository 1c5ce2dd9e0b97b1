using System.Numerics;
using System.Runtime.InteropServices;

namespace Skylite.Imagery.Augmentation;

/// <summary>
/// Changes brightness, contrast and saturation at random (Krizhevsky et al., 2012; Howard, 2013): pixels are scaled, drawn from or to the
/// image's mean grey, and drawn from or to their own grey. Grey is 0.299 R + 0.587 G + 0.114 B of three bands, else the mean of all bands.
/// </summary>
/// <param name="options">Strengths; null takes the defaults.</param>
public sealed class ColorJitter(ColorJitterOptions? options = null) : IAugmentation
{
    private static readonly float[] Luma = [0.299f, 0.587f, 0.114f];

    private readonly ColorJitterOptions _options = options ?? new();

    /// <inheritdoc/>
    public string Id => "color-jitter";

    /// <inheritdoc/>
    public string Summary => "brightness, contrast and saturation change, of each date for itself";

    /// <summary>Applies given factors; 1 changes nothing. Results are held within the range of the source type.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="brightness">Factor of all pixels.</param>
    /// <param name="contrast">Factor of the distance to the image's mean grey.</param>
    /// <param name="saturation">Factor of the distance to the pixel's grey.</param>
    public static void Adjust(ImageTile tile, float brightness, float contrast, float saturation)
    {
        var grey = tile.Spare[..(tile.Height * tile.Width)];
        Grey(tile, grey);
        var gain = brightness * contrast;
        var offset = (1 - contrast) * brightness * Mean(grey);
        for (var c = 0; c < tile.Channels; c++)
        {
            Mix(tile.Channel(c), grey, new Mixing(gain * saturation, gain * (1 - saturation), offset, tile.Minimum, tile.Maximum));
        }
    }

    /// <inheritdoc/>
    public void Apply(ImageTile tile, SampleRandom random) =>
        Adjust(tile, Factor(_options.Brightness, random), Factor(_options.Contrast, random), Factor(_options.Saturation, random));

    private static float Factor(float strength, SampleRandom random) => random.Between(1 - strength, 1 + strength);

    private static void Grey(ImageTile tile, Span<float> grey)
    {
        grey.Clear();
        var sum = MemoryMarshal.Cast<float, Vector<float>>(grey);
        for (var c = 0; c < tile.Channels; c++)
        {
            var weight = tile.Channels == 3 ? Luma[c] : 1f / tile.Channels;
            var band = tile.Channel(c);
            var vectors = MemoryMarshal.Cast<float, Vector<float>>(band);
            for (var i = 0; i < vectors.Length; i++)
            {
                sum[i] += vectors[i] * weight;
            }

            for (var i = vectors.Length * Vector<float>.Count; i < band.Length; i++)
            {
                grey[i] += band[i] * weight;
            }
        }
    }

    private static float Mean(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var sums = Vector<float>.Zero;
        foreach (var v in vectors)
        {
            sums += v;
        }

        var sum = Vector.Sum(sums);
        foreach (var v in values[(vectors.Length * Vector<float>.Count)..])
        {
            sum += v;
        }

        return sum / values.Length;
    }

    private static void Mix(Span<float> band, ReadOnlySpan<float> grey, Mixing m)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(band);
        var greys = MemoryMarshal.Cast<float, Vector<float>>(grey);
        var (offset, low, high) = (new Vector<float>(m.Offset), new Vector<float>(m.Minimum), new Vector<float>(m.Maximum));
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Vector.Min(Vector.Max((vectors[i] * m.Own) + (greys[i] * m.Grey) + offset, low), high);
        }

        for (var i = vectors.Length * Vector<float>.Count; i < band.Length; i++)
        {
            band[i] = Math.Min(Math.Max((band[i] * m.Own) + (grey[i] * m.Grey) + m.Offset, m.Minimum), m.Maximum);
        }
    }

    private readonly record struct Mixing(float Own, float Grey, float Offset, float Minimum, float Maximum);
}
