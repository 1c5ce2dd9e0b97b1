using Skylite.Imagery.Dense.Labels;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Tiling;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>Reads windows of a store's samples. One thread at a time uses it.</summary>
/// <param name="store">The samples.</param>
public sealed class DenseReader(DenseStore store) : IDisposable
{
    private const int MostOpen = 24;

    // Values of a strip that is read for nothing but to see whether it can be: 32 MB of them.
    private const int MostLookedAt = 1 << 23;

    private readonly Dictionary<string, GdalDataset> _open = new(StringComparer.Ordinal);
    private byte[] _raw = [];
    private byte[] _mask = [];
    private byte[] _shown = [];

    /// <summary>Reads raw values and labels of a window.</summary>
    /// <param name="index">Place of the sample.</param>
    /// <param name="window">Part of the sample, counted from the corner of its own window; it must lie inside.</param>
    /// <param name="pixels">
    /// Planes × rows × columns: the bands of the first date, then of the second; NaN where an opacity band or a mask shows nothing.
    /// </param>
    /// <param name="labels">Class index of each pixel, <see cref="LabelValue.Ignore"/> where there is none.</param>
    /// <param name="shift">Columns and rows by which the second date is read beside the first; it is mirrored where that lies beyond the sample.</param>
    /// <exception cref="InvalidDataException">A file cannot be read; the message names it.</exception>
    public void Read(int index, GdalWindow window, Span<float> pixels, Span<byte> labels, (int X, int Y) shift = default)
    {
        if (Keep(index) is { } kept)
        {
            Copy(kept, index, window, pixels, labels, shift);
        }
        else
        {
            ReadFiles(index, window, pixels, labels, shift);
        }

        MirrorBeyondEdges(store.Samples[index].Window!.Value, window, pixels, shift);
    }

    /// <summary>Reads all of a sample, to see whether that is possible; it stays in memory where there is room.</summary>
    /// <param name="index">Place of the sample.</param>
    /// <param name="cancellation">Stops between strips.</param>
    /// <exception cref="InvalidDataException">A file cannot be read; the message names it.</exception>
    internal void ReadThrough(int index, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Keep(index) is not null)
        {
            return;
        }

        var area = store.Samples[index].Window!.Value;
        var strips = new GdalWindow(0, 0, area.Width, area.Height).Strips(Math.Clamp(MostLookedAt / (store.Planes * area.Width), 1, 256)).ToArray();
        var pixels = new float[store.Planes * strips[0].Height * area.Width];
        var labels = new byte[strips[0].Height * area.Width];
        foreach (var strip in strips)
        {
            cancellation.ThrowIfCancellationRequested();
            var length = strip.Height * area.Width;
            ReadFiles(index, strip, pixels.AsSpan(0, store.Planes * length), labels.AsSpan(0, length), default);
        }
    }

    private void ReadFiles(int index, GdalWindow window, Span<float> pixels, Span<byte> labels, (int X, int Y) shift)
    {
        var sample = store.Samples[index];
        var area = sample.Window!.Value;
        var plane = window.Width * window.Height;
        var isMasked = IsMasked(sample);
        for (var date = 0; date < store.Dates; date++)
        {
            var at = Shifted(window, area, date == 1 ? shift : default);
            at = at with { X = area.X + at.X, Y = area.Y + at.Y };
            var raw = Raw(store.Bands.Count * plane);
            ReadDate(sample.Dates[date], at, raw);
            var planes = pixels.Slice(date * store.Bands.Count * plane, store.Bands.Count * plane);
            PixelConversion.ToFloat(raw, store.Type, planes, 1);
            if (isMasked)
            {
                Grow(ref _shown, plane);
                ReadShown(sample.Dates[date], at, _shown.AsSpan(0, plane));
                for (var b = 0; b < store.Bands.Count; b++)
                {
                    Hide(planes.Slice(b * plane, plane), _shown.AsSpan(0, plane));
                }
            }
        }

        ReadMask(sample, window with { X = area.X + window.X, Y = area.Y + window.Y }, labels);
    }

    /// <summary>Mean and deviation of a whole image, of which a sample may be a part, in raw values.</summary>
    /// <param name="image">The image.</param>
    /// <param name="missing">Raw value that marks missing pixels; null where there is none.</param>
    /// <exception cref="InvalidDataException">A file cannot be read; the message names it.</exception>
    public ImageMoments Moments(DenseImage image, double? missing) => store.Moments(image, () =>
    {
        var file = Open(image.Files[0]);
        var isMasked = image.Files.Any(f => image.HasMask(Open(f)));
        return ImageMoments.Of(file.Width, file.Height, store.Bands.Count, (window, pixels, valid) =>
        {
            var raw = Raw(pixels.Length);
            ReadDate(image, window, raw);
            PixelConversion.ToFloat(raw, store.Type, pixels, 1);
            valid.Fill(1);
            if (isMasked)
            {
                ReadShown(image, window, valid);
            }

            for (var i = 0; i < pixels.Length; i++)
            {
                valid[i % valid.Length] = pixels[i] == missing || !float.IsFinite(pixels[i]) ? (byte)0 : valid[i % valid.Length];
            }
        });
    });

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (var file in _open.Values)
        {
            file.Dispose();
        }

        _open.Clear();
    }

    private static GdalWindow Shifted(GdalWindow window, GdalWindow area, (int X, int Y) shift) => window with
    {
        X = Math.Clamp(window.X + shift.X, 0, area.Width - window.Width),
        Y = Math.Clamp(window.Y + shift.Y, 0, area.Height - window.Height),
    };

    // A window that fills its sample has nowhere to move to: what was read as near as possible is moved on, and mirrored at the sample's edge.
    private void MirrorBeyondEdges(GdalWindow area, GdalWindow window, Span<float> pixels, (int X, int Y) shift)
    {
        var read = Shifted(window, area, shift);
        var (x, y) = (window.X + shift.X - read.X, window.Y + shift.Y - read.Y);
        if (store.Dates < 2 || (x == 0 && y == 0))
        {
            return;
        }

        var length = window.Width * window.Height;
        var still = new float[length];
        for (var p = store.Bands.Count; p < store.Planes; p++)
        {
            var plane = pixels.Slice(p * length, length);
            plane.CopyTo(still);
            for (var row = 0; row < window.Height; row++)
            {
                var from = Reflection.Of(Math.Abs(row + y), window.Height) * window.Width;
                for (var column = 0; column < window.Width; column++)
                {
                    plane[(row * window.Width) + column] = still[from + Reflection.Of(Math.Abs(column + x), window.Width)];
                }
            }
        }
    }

    private DenseStore.Kept? Keep(int index)
    {
        if (store.Find(index) is { } found)
        {
            return found;
        }

        var sample = store.Samples[index];
        var area = sample.Window!.Value;
        var pixels = (long)area.Width * area.Height;
        var isMasked = IsMasked(sample);
        var bytes = pixels * ((store.Planes * GdalPixelType.Size(store.Type)) + 1 + (isMasked ? store.Dates : 0));
        if (!store.TryReserve(bytes))
        {
            return null;
        }

        try
        {
            var planes = new byte[pixels * store.Planes * GdalPixelType.Size(store.Type)];
            var half = planes.Length / store.Dates;
            var shown = isMasked ? new byte[pixels * store.Dates] : null;
            for (var date = 0; date < store.Dates; date++)
            {
                ReadDate(sample.Dates[date], area, planes.AsSpan(date * half, half));
                if (shown is not null)
                {
                    ReadShown(sample.Dates[date], area, shown.AsSpan(date * (int)pixels, (int)pixels));
                }
            }

            var labels = new byte[pixels];
            ReadMask(sample, area, labels);
            return store.Keep(index, new DenseStore.Kept(planes, labels, shown));
        }
        catch
        {
            store.GiveBack(bytes);
            throw;
        }
    }

    private void Copy(DenseStore.Kept kept, int index, GdalWindow window, Span<float> pixels, Span<byte> labels, (int X, int Y) shift)
    {
        var area = store.Samples[index].Window!.Value;
        var size = GdalPixelType.Size(store.Type);
        for (var p = 0; p < store.Planes; p++)
        {
            var at = Shifted(window, area, p >= store.Bands.Count ? shift : default);
            for (var y = 0; y < window.Height; y++)
            {
                var from = (((long)p * area.Height) + at.Y + y) * area.Width + at.X;
                var row = pixels.Slice(((p * window.Height) + y) * window.Width, window.Width);
                PixelConversion.ToFloat(kept.Pixels.AsSpan((int)(from * size), window.Width * size), store.Type, row, 1);
                if (kept.Shown is { } shown)
                {
                    Hide(row, shown.AsSpan((((p / store.Bands.Count * area.Height) + at.Y + y) * area.Width) + at.X, window.Width));
                }
            }
        }

        for (var y = 0; y < window.Height; y++)
        {
            kept.Labels.AsSpan(((window.Y + y) * area.Width) + window.X, window.Width).CopyTo(labels[(y * window.Width)..]);
        }
    }

    // The wanted bands lie in one file or in several; each file gives those that it has.
    private void ReadDate(DenseImage date, GdalWindow window, Span<byte> planes)
    {
        var length = window.Width * window.Height * GdalPixelType.Size(store.Type);
        var first = 0;
        foreach (var file in date.Files)
        {
            var image = Open(file);
            int[] bands = [.. date.BandsOf(image).Select(b => b.Number)];
            for (var i = 0; i < store.BandPlaces.Count; i++)
            {
                var place = store.BandPlaces[i] - first;
                if (place >= 0 && place < bands.Length)
                {
                    ReadBand(image, bands[place], window, planes.Slice(i * length, length));
                }
            }

            first += bands.Length;
        }
    }

    private bool IsMasked(DenseSample sample) => sample.Dates.Any(d => d.Files.Any(f => d.HasMask(Open(f))));

    // A pixel of a date is shown where every file with an opacity band or a mask shows it.
    private void ReadShown(DenseImage date, GdalWindow window, Span<byte> shown)
    {
        shown.Fill(byte.MaxValue);
        foreach (var (image, band) in date.Files.Select(Open).SelectMany(date.MaskedBandsOf, (image, band) => (image, band)))
        {
            Grow(ref _mask, shown.Length);
            image.ReadMask(band, window, _mask.AsSpan(0, shown.Length));
            for (var i = 0; i < shown.Length; i++)
            {
                shown[i] = _mask[i] == 0 ? (byte)0 : shown[i];
            }
        }
    }

    private static void Hide(Span<float> pixels, ReadOnlySpan<byte> shown)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = shown[i] == 0 ? float.NaN : pixels[i];
        }
    }

    private static void Grow(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<byte>(length);
        }
    }

    private void ReadBand(GdalDataset image, int band, GdalWindow window, Span<byte> plane)
    {
        var options = new GdalReadOptions { Window = window, Bands = [band] };
        try
        {
            image.Read(plane, store.Type, options);
        }
        catch (GdalException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private void ReadMask(DenseSample sample, GdalWindow window, Span<byte> labels)
    {
        var mask = Open(sample.Mask);
        var length = window.Width * window.Height * mask.BandCount;
        Grow(ref _mask, length);
        try
        {
            // What stands for no class was judged over the whole mask (MaskCensus).
            MaskRaster.Read(mask, window, store.Collection.Layout.Labels, _mask.AsSpan(0, length), labels[..(window.Width * window.Height)]);
        }
        catch (Exception e) when (e is GdalException or InvalidDataException)
        {
            throw new InvalidDataException($"The mask '{sample.Mask}' cannot be used: {e.Message}", e);
        }
    }

    private GdalDataset Open(string file)
    {
        if (!_open.TryGetValue(file, out var dataset))
        {
            if (_open.Count >= MostOpen)
            {
                Dispose();
            }

            try
            {
                _open[file] = dataset = GdalDataset.Open(file, sidecars: false);
            }
            catch (GdalException e)
            {
                throw new InvalidDataException(e.Message, e);
            }
        }

        return dataset;
    }

    private Span<byte> Raw(int elements)
    {
        var length = elements * GdalPixelType.Size(store.Type);
        Grow(ref _raw, length);
        return _raw.AsSpan(0, length);
    }
}
