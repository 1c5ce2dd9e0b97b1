namespace Skylite.Compression.Quantization;

/// <summary>
/// Counts a stream of values in a fixed number of bins. Bins lie on a grid of multiples of a power of two; when a value falls outside, neighbouring bins are
/// merged exactly, so memory is bounded and no count is ever estimated. Exact zeros are counted apart: a quantiser represents them without error.
/// </summary>
public sealed class StreamingHistogram
{
    private readonly long[] _counts;
    private long _first;

    /// <summary>Makes an empty histogram.</summary>
    /// <param name="bins">Number of bins, even, at least 16.</param>
    public StreamingHistogram(int bins = 8192)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 16);
        ArgumentOutOfRangeException.ThrowIfNotEqual(bins % 2, 0);
        _counts = new long[bins];
    }

    /// <summary>Smallest value seen.</summary>
    public float Min { get; private set; } = float.PositiveInfinity;

    /// <summary>Largest value seen.</summary>
    public float Max { get; private set; } = float.NegativeInfinity;

    /// <summary>Number of values seen, zeros among them.</summary>
    public long Count { get; private set; }

    /// <summary>Number of exact zeros seen.</summary>
    public long ZeroCount { get; private set; }

    /// <summary>Width of each bin, a power of two; 0 before the first value that is not zero.</summary>
    public double BinWidth { get; private set; }

    /// <summary>The bins that are not empty, as centre and count, in ascending order, without the zeros.</summary>
    public IEnumerable<(double Centre, long Count)> Bins
    {
        get
        {
            for (var i = 0; i < _counts.Length; i++)
            {
                if (_counts[i] > 0)
                {
                    yield return ((_first + i + 0.5) * BinWidth, _counts[i]);
                }
            }
        }
    }

    /// <summary>Counts values.</summary>
    /// <param name="values">Finite values.</param>
    /// <exception cref="InvalidDataException">A value is not finite.</exception>
    public void Add(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var extent = ValueExtent.Of(values);
        Min = MathF.Min(Min, extent.Min);
        Max = MathF.Max(Max, extent.Max);
        Count += values.Length;
        MakeRoom(extent);
        if (BinWidth == 0)
        {
            ZeroCount += values.Length;
            return;
        }

        // Scaling by a power of two is exact, and so is the floor: a value always falls into the bin that holds it.
        var scale = 1 / BinWidth;
        var counts = _counts;
        long zeros = 0;
        foreach (var value in values)
        {
            if (value == 0)
            {
                zeros++;
            }
            else
            {
                counts[(long)Math.Floor(value * scale) - _first]++;
            }
        }

        ZeroCount += zeros;
    }

    /// <summary>The value below which a share of all values lies, at the outer edge of its bin and never beyond what was seen.</summary>
    /// <param name="share">0 to 1.</param>
    /// <exception cref="InvalidOperationException">Nothing was counted.</exception>
    public float Quantile(double share)
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("Nothing was observed: the calibration data is empty.");
        }

        var target = share * Count;
        var below = 0L;
        var zerosPassed = ZeroCount == 0;
        for (var i = 0; i < _counts.Length && BinWidth > 0; i++)
        {
            var index = _first + i;
            if (!zerosPassed && index >= 0)
            {
                zerosPassed = true;
                below += ZeroCount;
                if (below >= target)
                {
                    return 0;
                }
            }

            below += _counts[i];
            if (_counts[i] > 0 && below >= target)
            {
                var edge = share < 0.5 ? index : index + 1;
                return Math.Clamp((float)(edge * BinWidth), Min, Max);
            }
        }

        return zerosPassed ? Max : 0;
    }

    private void MakeRoom(ActivationRange extent)
    {
        if (extent is { Min: 0, Max: 0 })
        {
            return;
        }

        if (BinWidth == 0)
        {
            // Room for twice the first range, so that growth is rare.
            var widest = Math.Max(Math.Abs((double)extent.Min), Math.Abs((double)extent.Max));
            var bins = extent.Min < 0 ? _counts.Length / 2 : _counts.Length;
            BinWidth = Math.Max(Math.Pow(2, Math.Ceiling(Math.Log2(2 * widest / bins))), Math.Pow(2, -140));
            _first = extent.Min < 0 ? -_counts.Length / 2 : 0;
        }

        while (!Fits(extent))
        {
            if (!Slide(extent))
            {
                Merge();
            }
        }
    }

    private bool Fits(ActivationRange extent) =>
        Math.Floor(extent.Min / BinWidth) >= _first && Math.Floor(extent.Max / BinWidth) < _first + _counts.Length;

    // Moves the window over the grid when the counted bins and the new values fit into it together.
    private bool Slide(ActivationRange extent)
    {
        var low = Math.Floor(extent.Min / BinWidth);
        var high = Math.Floor(extent.Max / BinWidth);
        var from = Array.FindIndex(_counts, c => c > 0);
        if (from >= 0)
        {
            low = Math.Min(low, _first + from);
            high = Math.Max(high, _first + Array.FindLastIndex(_counts, c => c > 0));
        }

        if (high - low >= _counts.Length)
        {
            return false;
        }

        var first = (long)(low - Math.Floor((_counts.Length - (high - low + 1)) / 2));
        var shift = _first - first;
        var moved = new long[_counts.Length];
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] > 0)
            {
                moved[i + shift] = _counts[i];
            }
        }

        moved.CopyTo(_counts, 0);
        _first = first;
        return true;
    }

    private void Merge()
    {
        var first = (long)Math.Floor(_first / 2.0);
        var merged = new long[_counts.Length];
        for (var i = 0; i < _counts.Length; i++)
        {
            merged[(long)Math.Floor((_first + i) / 2.0) - first] += _counts[i];
        }

        merged.CopyTo(_counts, 0);
        _first = first;
        BinWidth *= 2;
    }
}
