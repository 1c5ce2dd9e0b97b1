namespace Skylite.Training.Kernels;

/// <summary>How RoiAlign samples a region.</summary>
/// <param name="Height">Rows of the result.</param>
/// <param name="Width">Columns of the result.</param>
/// <param name="Samples">Samples per bin along each axis; 0 takes as many as the bin has pixels, rounded up.</param>
/// <param name="Scale">Pixels of the image per unit of the region's coordinates.</param>
/// <param name="HalfPixel">Whether coordinates are those of pixel corners, half a pixel before the centres.</param>
internal sealed record RoiGeometry(int Height, int Width, int Samples, float Scale, bool HalfPixel)
{
    /// <summary>The rows and columns that are sampled for a region (x1, y1, x2, y2), bin by bin.</summary>
    public (RoiLine[] Rows, RoiLine[] Columns) Lines(ReadOnlySpan<float> region, int height, int width) =>
        (Lines(region[1], region[3], Height, height), Lines(region[0], region[2], Width, width));

    private RoiLine[] Lines(float from, float to, int bins, int length)
    {
        var offset = HalfPixel ? 0.5f : 0;
        var start = (from * Scale) - offset;
        var extent = (to * Scale) - offset - start;
        extent = HalfPixel ? extent : Math.Max(extent, 1);
        var bin = extent / bins;
        var samples = Samples > 0 ? Samples : Math.Max(0, (int)MathF.Ceiling(bin));
        var lines = new RoiLine[bins * samples];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = RoiLine.At(start + (i / samples * bin) + (((i % samples) + 0.5f) * bin / samples), length);
        }

        return lines;
    }
}
