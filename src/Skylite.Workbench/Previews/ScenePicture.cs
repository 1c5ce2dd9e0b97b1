using Skylite.Native.Gdal;

namespace Skylite.Workbench.Previews;

/// <summary>Reads an image small.</summary>
internal static class ScenePicture
{
    /// <summary>The picture of an image file, its longer side at most a given length.</summary>
    /// <exception cref="GdalException">The file cannot be read.</exception>
    public static SheetPicture Read(string path, int side, IReadOnlyList<string> bands, double? noData)
    {
        using var image = GdalDataset.Open(path, sidecars: false);
        var scale = Math.Min(1.0, (double)side / Math.Max(image.Width, image.Height));
        var (width, height) = (Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));
        var values = new float[image.BandCount * width * height];
        image.Read(values.AsSpan(), new GdalReadOptions { Width = width, Height = height, Resampling = GdalResampling.Average });
        string[] names = [.. Enumerable.Range(0, image.BandCount).Select(b => b < bands.Count ? bands[b] : Invariant($"band-{b + 1}"))];
        return Stretch.Of(names, values, width * height, image.DataType == GdalDataType.Byte, noData).Render(values, width, height);
    }
}
