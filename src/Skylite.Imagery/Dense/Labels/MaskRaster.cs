using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense.Labels;

/// <summary>The pixels of a mask's file, whatever type they are stored in.</summary>
public static class MaskRaster
{
    // White of 16 bits, as some programs write masks of 0 and 255.
    private const float White = ushort.MaxValue;

    /// <summary>Reads class indices.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="window">Where.</param>
    /// <param name="encoding">What its values mean.</param>
    /// <param name="pixels">Room for the values: pixel after pixel, all bands.</param>
    /// <param name="labels">One index for each pixel; <see cref="LabelValue.Ignore"/> where there is no class.</param>
    /// <returns>Number of pixels that mean neither a class nor nothing.</returns>
    /// <exception cref="InvalidDataException">A value is no whole number from 0 to 255.</exception>
    /// <exception cref="GdalException">The file is damaged.</exception>
    public static int Read(GdalDataset mask, GdalWindow window, ILabelEncoding encoding, Span<byte> pixels, Span<byte> labels)
    {
        var missing = Read(mask, window, pixels);
        // A table of classes names the numbers as they are stored.
        if (encoding is ThresholdLabels or IndexLabels { AreTold: true } && IsWhiteFirst(mask))
        {
            BlackFirst(pixels);
        }

        var unknown = encoding.Decode(pixels, mask.BandCount, labels);
        if (missing is null)
        {
            return unknown;
        }

        var one = new byte[1];
        for (var i = 0; i < missing.Length; i++)
        {
            if (missing[i])
            {
                unknown -= encoding.Decode(pixels.Slice(i * mask.BandCount, mask.BandCount), mask.BandCount, one);
                labels[i] = LabelValue.Ignore;
            }
        }

        return unknown;
    }

    /// <summary>Whether a mask's own table of two greys says that 0 is the brighter one.</summary>
    internal static bool IsWhiteFirst(GdalDataset mask) =>
        mask is { BandCount: 1, DataType: GdalDataType.Byte } && mask.ColorTable(1) is [var first, var second]
            && IsGrey(first) && IsGrey(second) && string.CompareOrdinal(first, second) > 0;

    /// <summary>Exchanges 0 and 1, so that white is the second class as everywhere else.</summary>
    internal static void BlackFirst(Span<byte> pixels)
    {
        foreach (ref var value in pixels)
        {
            value = value < 2 ? (byte)(1 - value) : value;
        }
    }

    /// <summary>Reads values as bytes; those that no byte holds are missing or an error, never bent to fit.</summary>
    /// <returns>Which pixels are missing; null where none can be.</returns>
    internal static bool[]? Read(GdalDataset mask, GdalWindow window, Span<byte> pixels)
    {
        var options = new GdalReadOptions { Window = window, Interleave = GdalInterleave.Pixel };
        if (mask.DataType == GdalDataType.Byte)
        {
            mask.Read(pixels, options);
            return null;
        }

        var wide = new float[pixels.Length];
        mask.Read(wide.AsSpan(), options);
        // A nodata value that a byte holds may be a class all the same (0 in masks of 0 and 1): what it means is the encoding's business.
        var noData = mask.Bands[0].NoData is { } n and not (>= 0 and <= byte.MaxValue) ? (float)n : float.NaN;
        var missing = new bool[window.Width * window.Height];
        for (var i = 0; i < wide.Length; i++)
        {
            if (float.IsNaN(wide[i]) || wide[i] == noData)
            {
                missing[i / mask.BandCount] = true;
                pixels[i] = 0;
            }
            else if ((byte)Math.Clamp(wide[i], 0, byte.MaxValue) is var value && value == wide[i])
            {
                pixels[i] = value;
            }
            else
            {
                pixels[i] = wide[i] == White && mask.DataType == GdalDataType.UInt16 ? byte.MaxValue
                    : throw new InvalidDataException(Invariant(
                        $"it holds the value {wide[i]}, and values of classes are whole numbers from 0 to 255"));
            }
        }

        return missing;
    }

    private static bool IsGrey(string color) => color[1..3] == color[3..5] && color[3..5] == color[5..7];
}
