using Skylite.Imagery.Dense.Labels;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Tiling;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>Reads square tiles of samples into planes of scaled values and one of labels; beyond the edge of a sample it is mirrored, without labels.</summary>
internal sealed class DenseTileMaker : IDisposable
{
    private static readonly int[] First = [0];

    private readonly DenseStore _store;
    private readonly Preprocessing _preprocessing;
    private readonly DenseReader _reader;
    private readonly Dictionary<int, TriangleResampler> _resamplers = [];
    private float[] _raw = [];
    private float[] _square = [];
    private byte[] _labels = [];

    public DenseTileMaker(DenseStore store, Preprocessing preprocessing)
    {
        (_store, _preprocessing) = (store, preprocessing);
        _reader = new DenseReader(store);
    }

    /// <summary>Fills a tile.</summary>
    /// <param name="index">Place of the sample.</param>
    /// <param name="at">Upper left corner and side of what is read, which is then scaled to <paramref name="side"/>.</param>
    /// <param name="shift">By how much the second date is moved.</param>
    /// <param name="side">Side of the tile.</param>
    /// <param name="planes">Planes × side × side scaled values; missing pixels get the band's mean.</param>
    /// <param name="labels">side × side labels, −1 where there is none or no imagery.</param>
    public void Make(int index, (int X, int Y, int Side) at, (int X, int Y) shift, int side, Span<float> planes, Span<float> labels)
    {
        var area = _store.Samples[index].Window!.Value;
        var (x, y) = (Math.Clamp(at.X, 0, Math.Max(0, area.Width - at.Side)), Math.Clamp(at.Y, 0, Math.Max(0, area.Height - at.Side)));
        var window = new GdalWindow(x, y, Math.Min(at.Side, area.Width - x), Math.Min(at.Side, area.Height - y));
        var read = window.Width * window.Height;
        Grow(ref _raw, _store.Planes * read);
        Grow(ref _labels, read);
        _reader.Read(index, window, _raw.AsSpan(0, _store.Planes * read), _labels.AsSpan(0, read), shift);
        // What the files say of themselves comes first, as in maps of whole scenes.
        var missing = _store.Collection.NoData ?? _preprocessing.NoData;
        ImageGaps.Unlabel(_raw.AsSpan(0, _store.Planes * read), _store.Dates, missing, _labels.AsSpan(0, read));
        Grow(ref _square, at.Side * at.Side);
        for (var p = 0; p < _store.Planes; p++)
        {
            Square(_raw.AsSpan(p * read, read), window, at.Side, p % _store.Bands.Count, (missing, Line(index, p, missing)));
            var target = planes.Slice(p * side * side, side * side);
            if (at.Side == side)
            {
                _square.AsSpan(0, side * side).CopyTo(target);
            }
            else
            {
                Resampler(at.Side, side).Resize(_square.AsSpan(0, at.Side * at.Side), First, target);
            }
        }

        Labels(window, at.Side, side, labels);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => _reader.Dispose();

    private static void Grow<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<T>(length);
        }
    }

    // Factor and summand that scale the raw values of a plane and bring its image to the moments that all images shall have.
    private (float Factor, float Summand) Line(int index, int plane, double? missing)
    {
        if (_preprocessing.Matched is not { } target)
        {
            return (_preprocessing.Scale, 0);
        }

        var (factor, summand) = _reader.Moments(_store.Samples[index].Dates[plane / _store.Bands.Count], missing).Times(_preprocessing.Scale).To(target);
        return (_preprocessing.Scale * factor, summand);
    }

    private void Square(ReadOnlySpan<float> raw, GdalWindow window, int side, int band, (double? NoData, (float Factor, float Summand) Line) values)
    {
        var (noData, (scale, summand)) = values;
        var mean = _preprocessing.Mean[band];
        var missing = noData is { } n ? (float)n : float.NaN;
        for (var y = 0; y < side; y++)
        {
            var row = raw.Slice(Reflection.Of(y, window.Height) * window.Width, window.Width);
            for (var x = 0; x < side; x++)
            {
                var v = row[x < row.Length ? x : Reflection.Of(x, row.Length)];
                _square[(y * side) + x] = v == missing || !float.IsFinite(v) ? mean : (v * scale) + summand;
            }
        }
    }

    private void Labels(GdalWindow window, int from, int side, Span<float> labels)
    {
        for (var y = 0; y < side; y++)
        {
            var sourceY = from == side ? y : (int)((y + 0.5f) * from / side);
            for (var x = 0; x < side; x++)
            {
                var sourceX = from == side ? x : (int)((x + 0.5f) * from / side);
                var label = sourceX < window.Width && sourceY < window.Height ? _labels[(sourceY * window.Width) + sourceX] : LabelValue.Ignore;
                labels[(y * side) + x] = label == LabelValue.Ignore ? -1 : label;
            }
        }
    }

    private TriangleResampler Resampler(int from, int to)
    {
        if (!_resamplers.TryGetValue(from, out var resampler))
        {
            _resamplers[from] = resampler = new TriangleResampler((from, from), (to, to), 1);
        }

        return resampler;
    }
}
