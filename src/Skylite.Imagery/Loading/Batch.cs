namespace Skylite.Imagery.Loading;

/// <summary>Some samples side by side: normalised pixels and labels. Disposing it gives the pixel buffer back for reuse.</summary>
public sealed class Batch : IDisposable
{
    private readonly Action<float[]>? _giveBack;
    private float[]? _pixels;

    /// <summary>Puts a batch together.</summary>
    /// <param name="pixels">At least Count × Channels × Height × Width floats, batch-major (NCHW), normalised.</param>
    /// <param name="channels">Bands of a sample.</param>
    /// <param name="height">Rows of a sample.</param>
    /// <param name="width">Columns of a sample.</param>
    /// <param name="labels">Class index of each sample; their number is the number of samples.</param>
    public Batch(float[] pixels, int channels, int height, int width, int[] labels)
        : this(pixels, (channels, height, width), labels, null, null)
    {
    }

    internal Batch(float[] pixels, (int Channels, int Height, int Width) shape, int[] labels, int[]? indices, Action<float[]>? giveBack)
    {
        (Channels, Height, Width) = shape;
        Labels = labels;
        Indices = indices ?? [.. Enumerable.Range(0, labels.Length)];
        if (pixels.LongLength < (long)Count * SampleLength)
        {
            throw new ArgumentException($"{pixels.Length} floats are too few for {Count} samples of {Channels} × {Height} × {Width}.", nameof(pixels));
        }

        _pixels = pixels;
        _giveBack = giveBack;
    }

    /// <summary>Number of samples (N).</summary>
    public int Count => Labels.Length;

    /// <summary>Bands of a sample (C).</summary>
    public int Channels { get; }

    /// <summary>Rows of a sample (H).</summary>
    public int Height { get; }

    /// <summary>Columns of a sample (W).</summary>
    public int Width { get; }

    /// <summary>Floats of one sample, C · H · W.</summary>
    public int SampleLength => Channels * Height * Width;

    /// <summary>The normalised pixels, N × C × H × W, exactly that long; from the loader they are pinned, so native code may read them until <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public Memory<float> Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pixels is null, this);
            return _pixels.AsMemory(0, Count * SampleLength);
        }
    }

    /// <summary>Class index of each sample.</summary>
    public int[] Labels { get; }

    /// <summary>Place of each sample in the list that the source was made from.</summary>
    public int[] Indices { get; }

    /// <summary>Gives the pixel buffer back; the pixels must not be used any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _pixels, null) is { } pixels)
        {
            _giveBack?.Invoke(pixels);
        }
    }
}
