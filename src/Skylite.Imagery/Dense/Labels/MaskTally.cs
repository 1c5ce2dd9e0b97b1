using System.Globalization;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense.Labels;

/// <summary>What the pixels of a mask are.</summary>
/// <param name="Classes">Pixels of each class.</param>
/// <param name="Ignored">Pixels without a class.</param>
/// <param name="Unknown">Those of them whose value or colour is not known at all.</param>
/// <param name="UnknownValues">Some of these values.</param>
public sealed record MaskTally(IReadOnlyList<long> Classes, long Ignored, long Unknown, IReadOnlyList<string> UnknownValues)
{
    private const int ShownValues = 4;

    // Colours blur where a mask was compressed or scaled.
    private const double LargestUnknown = 0.02;

    /// <summary>Share of the pixels whose value or colour is not known.</summary>
    public double UnknownShare => Unknown / (double)Math.Max(1, Classes.Sum() + Ignored);

    /// <summary>Reads a part of a mask strip by strip, so that rasters of any size fit.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="area">The part.</param>
    /// <param name="labels">What its values mean.</param>
    /// <param name="cancellation">Stops between strips.</param>
    /// <exception cref="InvalidDataException">A value is no whole number from 0 to 255.</exception>
    /// <exception cref="GdalException">The file is damaged.</exception>
    public static MaskTally Of(GdalDataset mask, GdalWindow area, ILabelEncoding labels, CancellationToken cancellation = default)
    {
        var counts = new long[LabelValue.Ignore + 1];
        var (unknown, values) = (0L, new SortedSet<string>(StringComparer.Ordinal));
        var strips = area.Strips().ToArray();
        var most = strips[0].Height * area.Width;
        var (pixels, decoded) = (new byte[most * mask.BandCount], new byte[most]);
        foreach (var strip in strips)
        {
            cancellation.ThrowIfCancellationRequested();
            var length = strip.Width * strip.Height;
            var raw = pixels.AsSpan(0, length * mask.BandCount);
            var here = decoded.AsSpan(0, length);
            var odd = MaskRaster.Read(mask, strip, labels, raw, here);
            unknown += odd;
            if (odd > 0 && values.Count < ShownValues)
            {
                FindUnknown(raw, mask.BandCount, labels, values);
            }

            foreach (var label in here)
            {
                counts[label]++;
            }
        }

        return new MaskTally(counts[..labels.Classes.Count], counts[LabelValue.Ignore], unknown, [.. values]);
    }

    /// <summary>The tally of both: parts of one mask, or several masks of the same classes.</summary>
    public MaskTally Plus(MaskTally other) => new(
        [.. Classes.Zip(other.Classes, (a, b) => a + b)],
        Ignored + other.Ignored,
        Unknown + other.Unknown,
        [.. UnknownValues.Union(other.UnknownValues).Order(StringComparer.Ordinal).Take(ShownValues)]);

    /// <summary>Why nothing can be learnt from or measured on the mask, as the end of "the mask cannot be used"; null where it can.</summary>
    /// <param name="layout">The data set that it belongs to.</param>
    public string? Refusal(DenseLayout layout)
    {
        var values = $"{(UnknownValues.Count == 1 ? "the value" : "the values")} "
            + $"{string.Join(", ", UnknownValues)}{(UnknownValues.Count == ShownValues ? ", …" : string.Empty)}";
        return Unknown == 0 ? null
            : layout.Labels is IndexLabels { AreTold: true }
                ? $"it holds {values}, and the classes, which were told from the first masks, "
                    + $"are {string.Join(", ", layout.Labels.Classes.Select(c => c.Name))}. "
                    + $"Name every value and its class in '{ClassTable.FileName}' beside the data"
            : UnknownShare > LargestUnknown
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"the colours or values of {100 * UnknownShare:0.#} % of its pixels stand for no class of {layout.DatasetId} "
                    + $"({string.Join(", ", UnknownValues)}){Advice(layout.Labels)}")
            : null;
    }

    private static string Advice(ILabelEncoding labels) => labels is ThresholdLabels { Levels: { } levels }
        ? $"; the first masks hold {string.Join(" and ", levels.Order())} alone. Name every value and its class in '{ClassTable.FileName}' beside the data"
        : string.Empty;

    private static void FindUnknown(ReadOnlySpan<byte> pixels, int bands, ILabelEncoding labels, SortedSet<string> values)
    {
        var one = new byte[1];
        var looked = new HashSet<int>();
        var isColour = labels is PaletteLabels;
        for (var i = 0; i + bands <= pixels.Length && values.Count < ShownValues; i += bands)
        {
            var pixel = pixels.Slice(i, bands);
            var packed = isColour ? (pixel[0] << 16) | (pixel[1] << 8) | pixel[2] : pixel[0];
            if (looked.Add(packed) && labels.Decode(pixel, bands, one) > 0)
            {
                values.Add(isColour ? string.Create(CultureInfo.InvariantCulture, $"#{packed:x6}") : packed.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
