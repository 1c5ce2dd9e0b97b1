using System.Numerics;
using System.Runtime.CompilerServices;
using Skylite.Imagery.Loading;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Rasters;

/// <summary>One file of a scene and the bands that are read from it.</summary>
internal sealed class RasterFile(GdalDataset raster) : IDisposable
{
    // Small enough for a core's nearest cache.
    private const int Chunk = 4096;

    private byte[] _buffer = [];
    private byte[] _mask = [];

    public GdalDataset Raster { get; private set; } = raster;

    /// <summary>Ground control points of a file that nothing else places.</summary>
    public int ControlPoints { get; } = raster.GeoTransform is null ? raster.ControlPointCount : 0;

    /// <summary>Numbers of the bands to read, from 1.</summary>
    public List<int> Bands { get; } = [];

    /// <summary>The channel of the network that each band feeds.</summary>
    public List<int> Channels { get; } = [];

    /// <summary>The value that marks missing pixels of each band, or NaN, which is always missing.</summary>
    public List<float> NoData { get; } = [];

    /// <summary>Whether pixels may be missing.</summary>
    public bool HasGaps => HasMask || NoData.Any(n => !float.IsNaN(n))
        || Bands.Exists(b => Raster.Bands[b - 1].DataType is GdalDataType.Float32 or GdalDataType.Float64);

    // GDAL only copies what it need not convert; numbers of 8 and 16 bits are exact as float.
    private GdalDataType HeldType =>
        PixelConversion.StorageType(Raster.Bands[Bands[0] - 1].DataType) is var type && Bands.TrueForAll(b => Raster.Bands[b - 1].DataType == type)
            ? type
            : GdalDataType.Float32;

    private bool HasMask => Bands.Exists(Raster.HasMask);

    /// <summary>Looks at the file on another grid from now on.</summary>
    public void Place(GdalGrid grid, GdalResampling resampling)
    {
        if (Bands.Exists(Raster.HasOwnMask))
        {
            Raster = Raster.WithMasksAsValues([.. Raster.Bands.Select(Missing)]);
        }

        Raster = Raster.WarpTo(grid, resampling, [.. Raster.Bands.Select(Missing)]);
    }

    /// <summary>Reads a window, normalises it into the channels, applies a line to each, and marks pixels of which any band is there.</summary>
    public void Read(GdalWindow window, Span<float> pixels, Span<byte> valid, Preprocessing form, IReadOnlyList<(float Factor, float Summand)>? lines)
    {
        var count = window.Width * window.Height;
        var type = HeldType;
        var bytes = count * GdalPixelType.Size(type);
        if (_buffer.Length < bytes * Bands.Count)
        {
            _buffer = new byte[bytes * Bands.Count];
        }

        Raster.Read(_buffer.AsSpan(0, bytes * Bands.Count), type, new GdalReadOptions { Window = window, Bands = Bands });
        var hasGaps = HasGaps;
        for (var b = 0; b < Bands.Count; b++)
        {
            var c = Channels[b];
            var (stretch, move) = lines is null ? (1, 0) : lines[c];
            var factor = form.Scale / form.StandardDeviation[c] * stretch;
            var offset = (-form.Mean[c] / form.StandardDeviation[c] * stretch) + move;
            var raw = _buffer.AsSpan(b * bytes, bytes);
            var mask = ReadMask(b, window, count);
            for (var i = 0; i < count; i += Chunk)
            {
                var target = pixels.Slice((c * count) + i, Math.Min(Chunk, count - i));
                PixelConversion.ToFloat(raw[(i * GdalPixelType.Size(type))..], type, target, 1);
                if (hasGaps)
                {
                    Normalize(target, mask.IsEmpty ? mask : mask[i..], NoData[b], valid.Slice(i, target.Length), factor, offset);
                }
                else
                {
                    PixelConversion.Affine(target, target, factor, offset);
                }
            }
        }

        if (!hasGaps)
        {
            valid[..count].Fill(1);
        }
    }

    public void Dispose() => Raster.Dispose();

    // What was chosen for the bands that are read, what the file says for the others.
    private double? Missing(GdalBand band) =>
        Bands.IndexOf(band.Number) is >= 0 and var place && !float.IsNaN(NoData[place]) ? NoData[place] : band.NoData;

    // The mask that was read for the first band is that of all, except of those that have their own.
    private ReadOnlySpan<byte> ReadMask(int place, GdalWindow window, int count)
    {
        var band = Bands[place];
        if (!Raster.HasMask(band))
        {
            return [];
        }

        if (_mask.Length < count)
        {
            _mask = new byte[count];
        }

        if (place == 0 || Raster.HasOwnMask(band))
        {
            Raster.ReadMask(band, window, _mask);
        }

        return _mask.AsSpan(0, count);
    }

    // Raw pixels become normalised ones in place.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // from the first call on
    private static void Normalize(Span<float> pixels, ReadOnlySpan<byte> mask, float noData, Span<byte> valid, float factor, float offset)
    {
        var lanes = Vector<float>.Count;
        for (var i = 0; i < pixels.Length; i += lanes)
        {
            var count = Math.Min(lanes, pixels.Length - i);
            if (count == lanes && new Vector<float>(pixels[i..]) is var raw && IsWhole(raw, noData)
                && (mask.Length == 0 || !mask.Slice(i, count).Contains((byte)0)))
            {
                ((raw * factor) + new Vector<float>(offset)).CopyTo(pixels[i..]);
                valid.Slice(i, count).Fill(1);
                continue;
            }

            for (var j = i; j < i + count; j++)
            {
                var value = pixels[j];
                var isMissing = value == noData || !float.IsFinite(value) || (mask.Length > 0 && mask[j] == 0);
                pixels[j] = isMissing ? 0 : (value * factor) + offset;
                valid[j] = isMissing ? valid[j] : (byte)1;
            }
        }
    }

    private static bool IsWhole(Vector<float> values, float noData) =>
        Vector.LessThanOrEqualAll(Vector.Abs(values), new Vector<float>(float.MaxValue)) && !Vector.EqualsAny(values, new Vector<float>(noData));
}
