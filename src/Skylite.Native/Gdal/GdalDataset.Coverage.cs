namespace Skylite.Native.Gdal;

/// <content>How much of a grid a raster covers.</content>
public sealed unsafe partial class GdalDataset
{
    private const int SamplesPerSide = 256;

    /// <summary>
    /// The share of a grid's pixels that lie inside this raster, however both are turned; counted at 256 × 256 places spread evenly over the grid.
    /// </summary>
    /// <param name="grid">A grid that says where it lies.</param>
    /// <returns>0 to 1; what no place of the grid hits counts as 0.</returns>
    /// <exception cref="GdalException">There is no way from one reference system to the other.</exception>
    public double ShareOf(GdalGrid grid)
    {
        var map = grid.GeoTransform ?? throw new ArgumentException("The grid does not say where it lies.", nameof(grid));
        var api = GdalLibrary.Api;
        using var settings = new NativeText(grid.Projection.Length == 0 ? [] : [$"DST_SRS={grid.Projection}"]);
        api.ErrorReset();
        var way = api.CreateTransformer(handle, 0, settings.List);
        if (way == 0)
        {
            throw GdalLibrary.Error($"'{Path}' cannot be laid over another grid");
        }

        try
        {
            var (x, y, z) = (new double[SamplesPerSide], new double[SamplesPerSide], new double[SamplesPerSide]);
            var known = new int[SamplesPerSide];
            var inside = 0;
            for (var row = 0; row < SamplesPerSide; row++)
            {
                for (var column = 0; column < SamplesPerSide; column++)
                {
                    (x[column], y[column]) = map.Apply((column + 0.5) * grid.Width / SamplesPerSide, (row + 0.5) * grid.Height / SamplesPerSide);
                }

                z.AsSpan().Clear();
                fixed (double* px = x, py = y, pz = z)
                fixed (int* success = known)
                {
                    _ = api.Transform(way, 1, SamplesPerSide, px, py, pz, success);
                }

                for (var i = 0; i < SamplesPerSide; i++)
                {
                    inside += known[i] != 0 && x[i] >= 0 && x[i] <= Width && y[i] >= 0 && y[i] <= Height ? 1 : 0;
                }
            }

            return (double)inside / (SamplesPerSide * SamplesPerSide);
        }
        finally
        {
            api.DestroyTransformer(way);
        }
    }
}
