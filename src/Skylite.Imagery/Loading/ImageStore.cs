using System.Collections.Concurrent;
using Skylite.Imagery.Datasets;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Loading;

/// <summary>
/// Labelled images at one size. Each is decoded when it is first needed and kept in the type of its file as long as the memory budget lasts;
/// the others are decoded each time. What a store gives out does not depend on what it keeps. Safe for several threads.
/// </summary>
public sealed class ImageStore : IDisposable
{
    private readonly byte[]?[] _kept;
    private readonly ConcurrentBag<ImageDecoder> _decoders = [];
    private readonly ConcurrentDictionary<int, CorruptImage> _corrupt = new();
    private readonly ImageStoreOptions _options;
    private readonly MemoryBudget _memory;

    /// <summary>Makes a store; no image is read yet.</summary>
    /// <param name="scenes">The data set that the images belong to: its bands and pixel type.</param>
    /// <param name="samples">The images, for example those of one part of a split.</param>
    /// <param name="options">Size, bands, memory.</param>
    /// <exception cref="ArgumentException">A band is unknown, or the size is not positive.</exception>
    public ImageStore(SceneCollection scenes, IReadOnlyList<SceneSample> samples, ImageStoreOptions options)
    {
        if (options.Height < 1 || options.Width < 1)
        {
            throw new ArgumentException(
                Invariant($"Images cannot be resized to {options.Width} × {options.Height} pixels."), nameof(options));
        }

        Bands = options.Bands ?? scenes.DefaultBands;
        Form = new ImageForm(scenes.Bands.Count, [.. scenes.FindBands(Bands)], PixelConversion.StorageType(scenes.DataType), options.Height, options.Width)
        {
            NoData = scenes.NoData ?? options.NoData,
        };
        Samples = samples;
        _options = options;
        _memory = options.Memory ?? MemoryBudget.QuarterOfMemory();
        _kept = new byte[]?[samples.Count];
    }

    /// <summary>The images.</summary>
    public IReadOnlyList<SceneSample> Samples { get; }

    /// <summary>Names of the bands, in the order of the planes.</summary>
    public IReadOnlyList<string> Bands { get; }

    /// <summary>Rows of an image.</summary>
    public int Height => Form.Height;

    /// <summary>Columns of an image.</summary>
    public int Width => Form.Width;

    /// <summary>Pixel type in which images are kept.</summary>
    public GdalDataType DataType => Form.Type;

    /// <summary>Number of decoded images that are kept.</summary>
    public int KeptCount => _kept.Count(k => k is not null);

    /// <summary>The images that could not be read so far.</summary>
    public IReadOnlyCollection<CorruptImage> CorruptImages => [.. _corrupt.Values.OrderBy(c => c.Index)];

    internal ImageForm Form { get; }

    /// <summary>
    /// Decodes all images once: as many as fit into memory are kept, so that the first epoch is as fast as the others, and one that cannot be read is found now
    /// and not hours later. Of those that do not fit, images that are known to be sound are left out.
    /// </summary>
    /// <param name="workers">Number of threads.</param>
    /// <param name="progress">Is told the number of images done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidDataException">An image cannot be read and <see cref="CorruptImagePolicy.Fail"/> is asked for.</exception>
    public void Preload(int workers, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var done = 0;
        var fitting = (int)Math.Min(Samples.Count, Math.Max(0, _memory.Limit - _memory.Used) / Math.Max(1, Form.Bytes));
        var sound = _options.Verified;
        int[] unknown = [.. Enumerable.Range(fitting, Samples.Count - fitting).Where(i => sound?.Contains(Samples[i].Path) != true)];
        ForEachImage(
            [.. Enumerable.Range(0, fitting), .. unknown],
            workers,
            (index, _) =>
            {
                if (index >= fitting)
                {
                    sound?.Add(Samples[index].Path);
                }

                progress?.Report(Interlocked.Increment(ref done));
            },
            cancellation);
        sound?.Save();
    }

    /// <summary>Reads the raw values of an image.</summary>
    /// <param name="index">Place of the image.</param>
    /// <param name="pixels">Bands × rows × columns, band after band.</param>
    /// <returns>False if the image cannot be read and is to be skipped.</returns>
    /// <exception cref="InvalidDataException">The image cannot be read and <see cref="CorruptImagePolicy.Fail"/> is asked for.</exception>
    public bool TryRead(int index, Span<float> pixels)
    {
        var decoder = RentDecoder();
        try
        {
            if (!TryFetch(index, decoder, out var raw))
            {
                return false;
            }

            PixelConversion.ToFloat(raw, Form.Type, pixels[..Form.Elements], 1);
            return true;
        }
        finally
        {
            ReturnDecoder(decoder);
        }
    }

    /// <summary>Forgets the decoded images and gives their memory back to the budget.</summary>
    public void Dispose()
    {
        for (var i = 0; i < _kept.Length; i++)
        {
            if (Interlocked.Exchange(ref _kept[i], null) is { } image)
            {
                _memory.GiveBack(image.Length);
            }
        }
    }

    internal delegate void ImageAction(int index, ReadOnlySpan<byte> raw);

    internal ImageDecoder RentDecoder() => _decoders.TryTake(out var decoder) ? decoder : new ImageDecoder(Form);

    internal void ReturnDecoder(ImageDecoder decoder) => _decoders.Add(decoder);

    internal void ForEachImage(int count, int workers, ImageAction action, CancellationToken cancellation) =>
        ForEachImage([.. Enumerable.Range(0, count)], workers, action, cancellation);

    internal void ForEachImage(int[] indices, int workers, ImageAction action, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation };
        try
        {
            Parallel.For(0, indices.Length, options, RentDecoder, (i, _, decoder) =>
            {
                var index = indices[i];
                if (TryFetch(index, decoder, out var raw))
                {
                    action(index, raw);
                }

                return decoder;
            }, ReturnDecoder);
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<InvalidDataException>().FirstOrDefault() is { } first)
        {
            throw new InvalidDataException(first.Message, first);
        }
    }

    /// <summary>The raw planes of an image, from memory or from its file; valid until the decoder is used again.</summary>
    internal bool TryFetch(int index, ImageDecoder decoder, out ReadOnlySpan<byte> raw)
    {
        if (Volatile.Read(ref _kept[index]) is { } kept)
        {
            raw = kept;
            return true;
        }

        raw = default;
        if (_corrupt.ContainsKey(index))
        {
            return false;
        }

        try
        {
            raw = decoder.Decode(Samples[index].Path);
            Keep(index, raw);
            return true;
        }
        catch (Exception e) when (e is GdalException or InvalidDataException or IOException)
        {
            Report(index, e);
            return false;
        }
    }

    private void Keep(int index, ReadOnlySpan<byte> raw)
    {
        if (!_memory.TryTake(raw.Length))
        {
            return;
        }

        if (Interlocked.CompareExchange(ref _kept[index], raw.ToArray(), null) is not null)
        {
            _memory.GiveBack(raw.Length);
        }
    }

    private void Report(int index, Exception e)
    {
        var corrupt = new CorruptImage(index, Samples[index].Path, e.Message);
        if (_options.CorruptImages == CorruptImagePolicy.Fail)
        {
            throw new InvalidDataException($"An image cannot be used. {e.Message} Remove or replace '{corrupt.Path}', or let corrupt images be skipped.", e);
        }

        if (_corrupt.TryAdd(index, corrupt))
        {
            _options.OnCorruptImage?.Invoke(corrupt);
        }
    }
}
