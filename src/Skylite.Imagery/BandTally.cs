using System.Numerics;
using System.Runtime.InteropServices;

namespace Skylite.Imagery;

/// <summary>Mean, spread and range of a band's values; parts of an image are joined without cancellation (Chan, Golub and LeVeque, 1979).</summary>
/// <param name="Count">Number of values.</param>
/// <param name="Mean">Their mean; 0 where there are none.</param>
/// <param name="Squares">Sum of their squared distances from the mean.</param>
/// <param name="Minimum">The smallest; 0 where there are none.</param>
/// <param name="Maximum">The largest; 0 where there are none.</param>
public readonly record struct BandTally(long Count, double Mean, double Squares, double Minimum, double Maximum)
{
    /// <summary>How the smallest value lies to the others.</summary>
    public BandExtreme Least { get; init; }

    /// <summary>How the largest value lies to the others.</summary>
    public BandExtreme Most { get; init; }

    /// <summary>Standard deviation; 0 where there are no values.</summary>
    public double Deviation => Count == 0 ? 0 : Math.Sqrt(Squares / Count);

    /// <summary>The tally of some values; those that are missing or not finite do not count.</summary>
    /// <param name="values">The values.</param>
    /// <param name="noData">What marks a missing one; null where nothing does.</param>
    public static BandTally Of(ReadOnlySpan<float> values, double? noData)
    {
        var missing = noData is { } n ? (float)n : float.NaN;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var rest = values[(vectors.Length * Vector<float>.Count)..];
        var (counts, sums) = (Vector<int>.Zero, (Low: Vector<double>.Zero, High: Vector<double>.Zero));
        var (low, high) = (new Vector<float>(float.PositiveInfinity), new Vector<float>(float.NegativeInfinity));
        foreach (var v in vectors)
        {
            var valid = Valid(v, missing);
            counts -= valid;
            low = Vector.Min(low, Vector.ConditionalSelect(valid, v, low));
            high = Vector.Max(high, Vector.ConditionalSelect(valid, v, high));
            Vector.Widen(Vector.ConditionalSelect(valid, v, Vector<float>.Zero), out var a, out var b);
            sums = (sums.Low + a, sums.High + b);
        }

        var (count, sum, least, most) = ((long)Vector.Sum(counts), Vector.Sum(sums.Low + sums.High), float.PositiveInfinity, float.NegativeInfinity);
        for (var i = 0; i < Vector<float>.Count; i++)
        {
            (least, most) = (Math.Min(least, low[i]), Math.Max(most, high[i]));
        }

        foreach (var v in rest)
        {
            if (IsValid(v, missing))
            {
                (count, sum, least, most) = (count + 1, sum + v, Math.Min(least, v), Math.Max(most, v));
            }
        }

        if (count == 0)
        {
            return default;
        }

        var extremes = Extremes((least, most), vectors, rest, missing);
        return new BandTally(count, sum / count, SquaresAround(sum / count, vectors, rest, missing), least, most)
        {
            Least = extremes.Least,
            Most = extremes.Most,
        };
    }

    /// <summary>Adds a window of an image to the tallies of its bands.</summary>
    /// <param name="bands">The tallies.</param>
    /// <param name="pixels">Bands × places values; those of places without data become no number.</param>
    /// <param name="valid">One byte for each place, 0 where it has no data.</param>
    public static void Add(Span<BandTally> bands, Span<float> pixels, ReadOnlySpan<byte> valid)
    {
        for (var b = 0; b < bands.Length; b++)
        {
            var plane = pixels.Slice(b * valid.Length, valid.Length);
            for (var i = valid.IndexOf((byte)0); i >= 0 && i < plane.Length; i++)
            {
                plane[i] = valid[i] == 0 ? float.NaN : plane[i];
            }

            bands[b] = bands[b].Plus(Of(plane, null));
        }
    }

    /// <summary>The tally of two parts.</summary>
    /// <param name="other">The other part.</param>
    public BandTally Plus(BandTally other)
    {
        if (Count == 0 || other.Count == 0)
        {
            return Count == 0 ? other : this;
        }

        var (count, difference) = (Count + other.Count, other.Mean - Mean);
        return new BandTally(
            count,
            Mean + (difference * other.Count / count),
            Squares + other.Squares + (difference * difference * Count * other.Count / count),
            Math.Min(Minimum, other.Minimum),
            Math.Max(Maximum, other.Maximum))
        {
            Least = BandExtreme.Smaller((Minimum, Least), (other.Minimum, other.Least)),
            Most = BandExtreme.Smaller((-Maximum, Most.Mirrored), (-other.Maximum, other.Most.Mirrored)).Mirrored,
        };
    }

    private static (BandExtreme Least, BandExtreme Most) Extremes(
        (float Least, float Most) of, ReadOnlySpan<Vector<float>> vectors, ReadOnlySpan<float> rest, float missing)
    {
        var (least, most) = (new Vector<float>(of.Least), new Vector<float>(of.Most));
        var (atLeast, atMost) = (Vector<int>.Zero, Vector<int>.Zero);
        var (above, below) = (new Vector<float>(float.PositiveInfinity), new Vector<float>(float.NegativeInfinity));
        foreach (var v in vectors)
        {
            var valid = Valid(v, missing);
            atLeast -= Vector.Equals(v, least);
            atMost -= Vector.Equals(v, most);
            above = Vector.Min(above, Vector.ConditionalSelect(valid & Vector.GreaterThan(v, least), v, above));
            below = Vector.Max(below, Vector.ConditionalSelect(valid & Vector.LessThan(v, most), v, below));
        }

        var (counts, next, last) = ((Least: (long)Vector.Sum(atLeast), Most: (long)Vector.Sum(atMost)), float.PositiveInfinity, float.NegativeInfinity);
        for (var i = 0; i < Vector<float>.Count; i++)
        {
            (next, last) = (Math.Min(next, above[i]), Math.Max(last, below[i]));
        }

        foreach (var v in rest)
        {
            if (IsValid(v, missing))
            {
                counts = (counts.Least + (v == of.Least ? 1 : 0), counts.Most + (v == of.Most ? 1 : 0));
                (next, last) = (v > of.Least ? Math.Min(next, v) : next, v < of.Most ? Math.Max(last, v) : last);
            }
        }

        return (new BandExtreme(counts.Least, next), new BandExtreme(counts.Most, last));
    }

    private static double SquaresAround(double mean, ReadOnlySpan<Vector<float>> vectors, ReadOnlySpan<float> rest, float missing)
    {
        var centre = new Vector<double>(mean);
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        foreach (var v in vectors)
        {
            Vector.Widen(v, out var a, out var b);
            Vector.Widen(Valid(v, missing), out var isA, out var isB);
            a = Vector.ConditionalSelect(isA, a - centre, Vector<double>.Zero);
            b = Vector.ConditionalSelect(isB, b - centre, Vector<double>.Zero);
            low += a * a;
            high += b * b;
        }

        var sum = Vector.Sum(low + high);
        foreach (var v in rest)
        {
            sum += IsValid(v, missing) ? (v - mean) * (v - mean) : 0;
        }

        return sum;
    }

    private static Vector<int> Valid(Vector<float> v, float missing) =>
        Vector.AndNot(Vector.LessThanOrEqual(Vector.Abs(v), new Vector<float>(float.MaxValue)), Vector.Equals(v, new Vector<float>(missing)));

    private static bool IsValid(float v, float missing) => float.IsFinite(v) && v != missing;
}
