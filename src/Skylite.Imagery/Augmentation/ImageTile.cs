namespace Skylite.Imagery.Augmentation;

/// <summary>An image that augmentations work on: floats, band after band (CHW), in scaled units, with a second buffer of the same size.</summary>
public sealed class ImageTile
{
    private float[] _pixels;
    private float[] _spare;

    /// <summary>Makes a tile of zeros.</summary>
    /// <param name="channels">Bands.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public ImageTile(int channels, int height, int width)
    {
        (Channels, Height, Width) = (channels, height, width);
        _pixels = new float[channels * height * width];
        _spare = new float[_pixels.Length];
        Fill = new float[channels];
    }

    /// <summary>Bands.</summary>
    public int Channels { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>The pixels, C × H × W.</summary>
    public Span<float> Pixels => _pixels;

    /// <summary>The second buffer, C × H × W, of undefined content; <see cref="Swap"/> makes it the pixels.</summary>
    public Span<float> Spare => _spare;

    /// <summary>The value of each band that carries no information: its mean, which normalisation turns into 0.</summary>
    public float[] Fill { get; }

    /// <summary>Smallest value that the source type can hold, in scaled units.</summary>
    public float Minimum { get; init; } = float.NegativeInfinity;

    /// <summary>Largest value that the source type can hold, in scaled units.</summary>
    public float Maximum { get; init; } = float.PositiveInfinity;

    /// <summary>The pixels of one band, H × W.</summary>
    /// <param name="channel">Number of the band, from 0.</param>
    /// <returns>A view.</returns>
    public Span<float> Channel(int channel) => _pixels.AsSpan(channel * Height * Width, Height * Width);

    /// <summary>One row of one band.</summary>
    /// <param name="channel">Number of the band, from 0.</param>
    /// <param name="row">Number of the row, from 0.</param>
    /// <returns>A view.</returns>
    public Span<float> Row(int channel, int row) => _pixels.AsSpan(((channel * Height) + row) * Width, Width);

    /// <summary>Makes the second buffer the pixels and the pixels the second buffer.</summary>
    public void Swap() => (_pixels, _spare) = (_spare, _pixels);
}
