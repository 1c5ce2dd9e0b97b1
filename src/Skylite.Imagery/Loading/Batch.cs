namespace Skylite.Imagery.Loading;

/// <summary>
/// Some samples side by side: normalised pixels of one or two dates, and labels of images or of pixels. Disposing it gives the pixel buffer back for reuse.
/// </summary>
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

    /// <summary>Puts a batch of pixel labels together.</summary>
    /// <param name="pixels">At least Dates × Count × Channels × Height × Width floats, date after date, each batch-major (NCHW), normalised.</param>
    /// <param name="dates">Dates of a sample.</param>
    /// <param name="shape">Bands, rows and columns of a date.</param>
    /// <param name="labels">Class index of each pixel, sample after sample; negative where there is none.</param>
    /// <param name="giveBack">Takes the pixel buffer back.</param>
    public Batch(float[] pixels, int dates, (int Channels, int Height, int Width) shape, int[] labels, Action<float[]>? giveBack = null)
    {
        (Channels, Height, Width) = shape;
        (Labels, Dates, LabelsPerSample) = (labels, dates, shape.Height * shape.Width);
        Indices = [.. Enumerable.Range(0, Count)];
        if (pixels.LongLength < (long)dates * Count * SampleLength)
        {
            throw new ArgumentException(
                $"{pixels.Length} floats are too few for {Count} samples of {dates} × {Channels} × {Height} × {Width}.", nameof(pixels));
        }

        _pixels = pixels;
        _giveBack = giveBack;
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
    public int Count => Labels.Length / LabelsPerSample;

    /// <summary>Dates of a sample: 1, or 2 for change detection.</summary>
    public int Dates { get; } = 1;

    /// <summary>Labels of a sample: 1, or H · W where every pixel has one.</summary>
    public int LabelsPerSample { get; } = 1;

    /// <summary>Bands of a sample (C).</summary>
    public int Channels { get; }

    /// <summary>Rows of a sample (H).</summary>
    public int Height { get; }

    /// <summary>Columns of a sample (W).</summary>
    public int Width { get; }

    /// <summary>Floats of one date of one sample, C · H · W.</summary>
    public int SampleLength => Channels * Height * Width;

    /// <summary>
    /// The normalised pixels of the first date, N × C × H × W, exactly that long; from the
    /// loader they are pinned, so native code may read them until <see cref="Dispose"/>.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public Memory<float> Pixels => PixelsOf(0);

    /// <summary>Class index of each sample, or of each of its pixels; negative where there is none.</summary>
    public int[] Labels { get; }

    /// <summary>Whether any sample or pixel has a label: a crop may lie where nothing is labelled.</summary>
    public bool HasLabels => Labels.AsSpan().ContainsAnyInRange(0, int.MaxValue);

    /// <summary>Place of each sample in the list that the source was made from.</summary>
    public int[] Indices { get; }

    /// <summary>The normalised pixels of a date, N × C × H × W.</summary>
    /// <param name="date">Number of the date, from 0.</param>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public Memory<float> PixelsOf(int date)
    {
        ObjectDisposedException.ThrowIf(_pixels is null, this);
        return _pixels.AsMemory(date * Count * SampleLength, Count * SampleLength);
    }

    /// <summary>Gives the pixel buffer back; the pixels must not be used any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _pixels, null) is { } pixels)
        {
            _giveBack?.Invoke(pixels);
        }
    }
}
