using Skylite.Native.Gdal;

namespace Skylite.Workbench.Reports;

/// <summary>Small pictures of scene files of any pixel type, for people to look at.</summary>
public static class SceneThumbnail
{
    private const int Side = 96;

    /// <summary>
    /// Makes a picture of a file's first three bands (or its only one), stretched from its darkest to its brightest pixel unless it holds bytes.
    /// </summary>
    /// <param name="path">The image.</param>
    /// <returns>PNG bytes, or <see langword="null"/> when the file is no longer there.</returns>
    public static byte[]? Of(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var image = GdalDataset.Open(path);
        var scale = Math.Min(1.0, (double)Side / Math.Max(image.Width, image.Height));
        var (width, height) = (Math.Max(1, (int)(image.Width * scale)), Math.Max(1, (int)(image.Height * scale)));
        int[] bands = image.BandCount >= 3 ? [1, 2, 3] : [1];
        var values = new float[bands.Length * width * height];
        image.Read<float>(values, new GdalReadOptions { Width = width, Height = height, Bands = bands, Resampling = GdalResampling.Average });
        var isByte = image.DataType == GdalDataType.Byte;
        var low = isByte ? 0 : values.Min();
        var range = isByte ? 255 : Math.Max(values.Max() - low, 1e-6f);
        return Thumbnail.Png(Array.ConvertAll(values, v => (byte)Math.Clamp(255 * (v - low) / range, 0, 255)), width, height, bands.Length);
    }
}
