using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Loading;

/// <summary>Band statistics of images, in one pass and constant memory.</summary>
public static class ImageStatistics
{
    /// <summary>Mean and standard deviation of each band over all pixels of a store; give it the training images only.</summary>
    /// <param name="store">The images.</param>
    /// <param name="units">What a scaled value measures.</param>
    /// <param name="scale">Factor from the raw value to these units.</param>
    /// <param name="noData">Raw value of missing pixels, which do not count; null where there is none.</param>
    /// <param name="workers">Number of threads; the result does not depend on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The statistics; a constant band gets the standard deviation 1.</returns>
    /// <exception cref="InvalidDataException">No pixel could be read, or an image is corrupt and not to be skipped.</exception>
    public static BandStatistics Of(ImageStore store, string units, float scale, double? noData = null, int workers = 1, CancellationToken cancellation = default)
    {
        var form = store.Form;
        int bands = form.Bands.Length;
        bool mayMiss = noData is not null || form.Type == GdalDataType.Float32;
        var perImage = new Sums[store.Samples.Count][];
        store.ForEachImage(perImage.Length, workers, (index, raw) =>
        {
            float[] rented = ArrayPool<float>.Shared.Rent(form.Elements);
            var values = rented.AsSpan(0, form.Elements);
            PixelConversion.ToFloat(raw, form.Type, values, 1);
            var sums = new Sums[bands];
            int plane = form.Height * form.Width;
            for (int b = 0; b < bands; b++)
            {
                sums[b] = Sum(values.Slice(b * plane, plane), mayMiss, noData);
            }

            perImage[index] = sums;
            ArrayPool<float>.Shared.Return(rented);
        }, cancellation);

        var mean = new float[bands];
        var deviation = new float[bands];
        for (int b = 0; b < bands; b++)
        {
            // In the order of the images, whichever worker read them: floating-point sums depend on their order.
            var total = perImage.Where(i => i is not null).Select(i => i[b]).Aggregate(default(Sums), (x, y) => x.Plus(y));
            if (total.Count == 0)
            {
                throw new InvalidDataException($"The band '{store.Bands[b]}' has no valid pixel in {store.Samples.Count} images.");
            }

            double standardDeviation = Math.Sqrt(total.Squares / total.Count) * scale;
            mean[b] = (float)(total.Mean * scale);
            deviation[b] = standardDeviation > 0 ? (float)standardDeviation : 1f;
        }

        return new BandStatistics(units, scale, mean, deviation);
    }

    private static Sums Sum(Span<float> values, bool mayMiss, double? noData)
    {
        if (mayMiss)
        {
            values = values[..CompactValid(values, noData)];
        }

        if (values.Length == 0)
        {
            return default;
        }

        double mean = Total(values, 0, squared: false) / values.Length;
        return new Sums(values.Length, mean, Total(values, mean, squared: true));
    }

    /// <summary>Moves the valid values to the front and counts them.</summary>
    private static int CompactValid(Span<float> values, double? noData)
    {
        float missing = noData is { } value ? (float)value : float.NaN;
        int count = 0;
        foreach (float v in values)
        {
            values[count] = v;
            count += float.IsFinite(v) && v != missing ? 1 : 0;
        }

        return count;
    }

    /// <summary>Sum of v − mean, or of its square, in double.</summary>
    private static double Total(ReadOnlySpan<float> values, double mean, bool squared)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var centre = new Vector<double>(mean);
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        foreach (var v in vectors)
        {
            Vector.Widen(v, out var a, out var b);
            a -= centre;
            b -= centre;
            low += squared ? a * a : a;
            high += squared ? b * b : b;
        }

        double sum = Vector.Sum(low + high);
        foreach (float v in values[(vectors.Length * Vector<float>.Count)..])
        {
            double d = v - mean;
            sum += squared ? d * d : d;
        }

        return sum;
    }

    // Mean and sum of squared deviations combine without cancellation (Chan, Golub and LeVeque, 1979).
    private readonly record struct Sums(long Count, double Mean, double Squares)
    {
        public Sums Plus(Sums other)
        {
            long count = Count + other.Count;
            if (count == 0)
            {
                return default;
            }

            double difference = other.Mean - Mean;
            return new Sums(
                count,
                Mean + (difference * other.Count / count),
                Squares + other.Squares + (difference * difference * Count * other.Count / count));
        }
    }
}
