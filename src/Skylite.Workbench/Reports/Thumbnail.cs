using Skylite.Native.Gdal;

namespace Skylite.Workbench.Reports;

/// <summary>Small pictures for reports.</summary>
public static class Thumbnail
{
    /// <summary>Encodes an image as PNG.</summary>
    /// <param name="pixels">Band after band, row after row, 0..255; the first three bands are shown, or the first as grey.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="bands">Bands in <paramref name="pixels"/>.</param>
    public static byte[] Png(ReadOnlySpan<byte> pixels, int width, int height, int bands)
    {
        var shown = bands >= 3 ? 3 : 1;
        return GdalImage.Encode(pixels[..(shown * width * height)], GdalImage.PictureSpec(width, height, shown), GdalInterleave.Band);
    }
}
