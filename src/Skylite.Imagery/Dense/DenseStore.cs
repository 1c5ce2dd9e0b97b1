using System.Collections.Concurrent;
using Skylite.Imagery.Loading;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>
/// Pixel-labelled samples, read window by window. Samples that fit into the memory budget are kept in the type of their files once they were read; of larger
/// rasters only the windows that are asked for are ever read. Safe for several threads, each with a <see cref="DenseReader"/> of its own.
/// </summary>
public sealed class DenseStore : IDisposable
{
    // One raster may take this share of the memory; beyond, it is read window by window.
    private const int LargestShare = 4;

    private readonly Kept?[] _kept;
    private readonly MemoryBudget _memory;
    private readonly ConcurrentDictionary<string, ImageMoments> _moments = new(StringComparer.Ordinal);

    /// <summary>Makes a store; nothing is read yet.</summary>
    /// <param name="collection">The data set that the samples belong to.</param>
    /// <param name="samples">The samples of one part, with windows.</param>
    /// <param name="bands">Names of the bands to read; <see langword="null"/> for all.</param>
    /// <param name="memory">Memory for decoded samples; <see langword="null"/> for a quarter of the machine's.</param>
    /// <exception cref="ArgumentException">A band is unknown.</exception>
    public DenseStore(DenseCollection collection, IReadOnlyList<DenseSample> samples, IReadOnlyList<string>? bands = null, MemoryBudget? memory = null)
    {
        Collection = collection;
        Samples = samples;
        Bands = bands ?? collection.Bands;
        BandPlaces = BandNames.Find(collection.Bands, Bands);
        Dates = collection.Layout.Task == DenseTask.ChangeDetection ? 2 : 1;
        _memory = memory ?? MemoryBudget.QuarterOfMemory();
        _kept = new Kept?[samples.Count];
    }

    /// <summary>The data set.</summary>
    public DenseCollection Collection { get; }

    /// <summary>The samples.</summary>
    public IReadOnlyList<DenseSample> Samples { get; }

    /// <summary>Names of the bands, in the order of the planes.</summary>
    public IReadOnlyList<string> Bands { get; }

    /// <summary>Dates of a sample.</summary>
    public int Dates { get; }

    /// <summary>Planes of a sample: dates times bands.</summary>
    public int Planes => Dates * Bands.Count;

    internal IReadOnlyList<int> BandPlaces { get; }

    internal GdalDataType Type => Collection.DataType;

    /// <summary>Forgets what was kept and gives the memory back.</summary>
    public void Dispose()
    {
        for (var i = 0; i < _kept.Length; i++)
        {
            if (Interlocked.Exchange(ref _kept[i], null) is { } kept)
            {
                _memory.GiveBack(kept.Bytes);
            }
        }
    }

    internal Kept? Find(int index) => Volatile.Read(ref _kept[index]);

    /// <summary>Whether there is room to keep a sample; takes the room.</summary>
    internal bool TryReserve(long bytes) => bytes <= _memory.Limit / LargestShare && bytes <= Array.MaxLength && _memory.TryTake(bytes);

    internal Kept Keep(int index, Kept sample)
    {
        if (Interlocked.CompareExchange(ref _kept[index], sample, null) is not { } first)
        {
            return sample;
        }

        _memory.GiveBack(sample.Bytes);
        return first;
    }

    /// <summary>Mean and deviation of a whole image in raw values, measured once.</summary>
    internal ImageMoments Moments(DenseImage image, Func<ImageMoments> measure) => _moments.GetOrAdd(string.Join('\n', image.Files), _ => measure());

    internal void GiveBack(long bytes) => _memory.GiveBack(bytes);

    /// <summary>A decoded sample: planes in the type of the files, labels, and for each date what opacity bands and masks show, where there are any.</summary>
    internal sealed record Kept(byte[] Pixels, byte[] Labels, byte[]? Shown)
    {
        internal long Bytes => (long)Pixels.Length + Labels.Length + (Shown?.Length ?? 0);
    }
}
