using System.Buffers;

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
    public static BandStatistics Of(
        ImageStore store, string units, float scale, double? noData = null, int workers = 1, CancellationToken cancellation = default)
    {
        var form = store.Form;
        var bands = form.Bands.Length;
        var perImage = new BandTally[store.Samples.Count][];
        store.ForEachImage(perImage.Length, workers, (index, raw) =>
        {
            var rented = ArrayPool<float>.Shared.Rent(form.Elements);
            var values = rented.AsSpan(0, form.Elements);
            PixelConversion.ToFloat(raw, form.Type, values, 1);
            var tallies = new BandTally[bands];
            var plane = form.Height * form.Width;
            for (var b = 0; b < bands; b++)
            {
                tallies[b] = BandTally.Of(values.Slice(b * plane, plane), noData);
            }

            perImage[index] = tallies;
            ArrayPool<float>.Shared.Return(rented);
        }, cancellation);

        var mean = new float[bands];
        var deviation = new float[bands];
        for (var b = 0; b < bands; b++)
        {
            // In the order of the images, whichever worker read them: floating-point sums depend on their order.
            var total = perImage.Where(i => i is not null).Select(i => i[b]).Aggregate(default(BandTally), (x, y) => x.Plus(y));
            if (total.Count == 0)
            {
                throw new InvalidDataException($"The band '{store.Bands[b]}' has no valid pixel in {store.Samples.Count} images.");
            }

            var standardDeviation = total.Deviation * scale;
            mean[b] = (float)(total.Mean * scale);
            deviation[b] = standardDeviation > 0 ? (float)standardDeviation : 1f;
        }

        return new BandStatistics(units, scale, mean, deviation);
    }
}
