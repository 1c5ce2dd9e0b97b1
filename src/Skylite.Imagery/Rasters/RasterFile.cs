using System.Numerics;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Rasters;

/// <summary>One file of a scene and the bands that are read from it.</summary>
internal sealed class RasterFile(GdalDataset raster) : IDisposable
{
    private float[] _buffer = [];
    private byte[] _mask = [];

    public GdalDataset Raster { get; private set; } = raster;

    /// <summary>Numbers of the bands to read, from 1.</summary>
    public List<int> Bands { get; } = [];

    /// <summary>The channel of the network that each band feeds.</summary>
    public List<int> Channels { get; } = [];

    /// <summary>The value that marks missing pixels of each band, or NaN, which is always missing.</summary>
    public List<float> NoData { get; } = [];

    /// <summary>Whether pixels may be missing.</summary>
    public bool HasGaps => HasMask || NoData.Any(n => !float.IsNaN(n)) || Raster.DataType is GdalDataType.Float32 or GdalDataType.Float64;

    private bool HasMask => Raster.HasMask(Bands[0]);

    /// <summary>Looks at the file on another grid from now on.</summary>
    public void Place(GdalGrid grid, GdalResampling resampling) => Raster = Raster.WarpTo(grid, resampling, [.. Raster.Bands.Select(Missing)]);

    /// <summary>Reads a window, normalises it into the channels, and marks pixels of which any band is there.</summary>
    public void Read(GdalWindow window, Span<float> pixels, Span<byte> valid, Preprocessing form)
    {
        int count = window.Width * window.Height;
        if (_buffer.Length < count * Bands.Count)
        {
            _buffer = new float[count * Bands.Count];
        }

        Raster.Read(_buffer.AsSpan(0, count * Bands.Count), new GdalReadOptions { Window = window, Bands = Bands });
        var mask = ReadMask(window, count);
        for (int b = 0; b < Bands.Count; b++)
        {
            int c = Channels[b];
            float factor = form.Scale / form.StandardDeviation[c];
            float offset = -form.Mean[c] / form.StandardDeviation[c];
            var target = pixels.Slice(c * count, count);
            var raw = _buffer.AsSpan(b * count, count);
            if (HasGaps)
            {
                Normalize(raw, mask, NoData[b], target, valid, factor, offset);
            }
            else
            {
                Loading.PixelConversion.Affine(raw, target, factor, offset);
            }
        }

        if (!HasGaps)
        {
            valid[..count].Fill(1);
        }
    }

    public void Dispose() => Raster.Dispose();

    // What was chosen for the bands that are read, what the file says for the others.
    private double? Missing(GdalBand band) =>
        Bands.IndexOf(band.Number) is >= 0 and var place && !float.IsNaN(NoData[place]) ? NoData[place] : band.NoData;

    private ReadOnlySpan<byte> ReadMask(GdalWindow window, int count)
    {
        if (!HasMask)
        {
            return [];
        }

        if (_mask.Length < count)
        {
            _mask = new byte[count];
        }

        Raster.ReadMask(Bands[0], window, _mask);
        return _mask.AsSpan(0, count);
    }

    private static void Normalize(ReadOnlySpan<float> raw, ReadOnlySpan<byte> mask, float noData, Span<float> target, Span<byte> valid, float factor, float offset)
    {
        var lanes = Vector<float>.Count;
        for (int i = 0; i < raw.Length; i += lanes)
        {
            int count = Math.Min(lanes, raw.Length - i);
            if (count == lanes && IsWhole(new Vector<float>(raw[i..]), noData) && (mask.Length == 0 || !mask.Slice(i, count).Contains((byte)0)))
            {
                ((new Vector<float>(raw[i..]) * factor) + new Vector<float>(offset)).CopyTo(target[i..]);
                valid.Slice(i, count).Fill(1);
                continue;
            }

            for (int j = i; j < i + count; j++)
            {
                float value = raw[j];
                bool isMissing = value == noData || !float.IsFinite(value) || (mask.Length > 0 && mask[j] == 0);
                target[j] = isMissing ? 0 : (value * factor) + offset;
                valid[j] = isMissing ? valid[j] : (byte)1;
            }
        }
    }

    private static bool IsWhole(Vector<float> values, float noData) =>
        Vector.LessThanOrEqualAll(Vector.Abs(values), new Vector<float>(float.MaxValue)) && !Vector.EqualsAny(values, new Vector<float>(noData));
}
