using Skylite.Imagery.Dense.Labels;

namespace Skylite.Imagery.Dense;

/// <summary>Pixels of which a date shows nothing, all its bands missing: labels there are neither learnt nor counted, as maps have no class there.</summary>
internal static class ImageGaps
{
    /// <summary>Takes the labels away where a date shows nothing.</summary>
    /// <param name="planes">Raw values: dates × bands × pixels.</param>
    /// <param name="dates">Number of dates.</param>
    /// <param name="noData">Raw value of missing pixels; what is no number is always missing.</param>
    /// <param name="labels">Labels of the pixels.</param>
    /// <returns>Number of pixels of which a date shows nothing.</returns>
    public static int Unlabel(ReadOnlySpan<float> planes, int dates, double? noData, Span<byte> labels)
    {
        var missing = noData is { } n ? (float)n : float.NaN;
        var bands = planes.Length / dates / labels.Length;
        var gaps = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            for (var date = 0; date < dates; date++)
            {
                if (!IsShown(planes[(date * bands * labels.Length)..], i, (bands, labels.Length), missing))
                {
                    labels[i] = LabelValue.Ignore;
                    gaps++;
                    break;
                }
            }
        }

        return gaps;
    }

    private static bool IsShown(ReadOnlySpan<float> date, int pixel, (int Bands, int Plane) size, float missing)
    {
        for (var b = 0; b < size.Bands; b++)
        {
            var v = date[(b * size.Plane) + pixel];
            if (v != missing && float.IsFinite(v))
            {
                return true;
            }
        }

        return false;
    }
}
