namespace Skylite.Native.Gdal;

/// <summary>Which part of a raster to read, and how it lies in the buffer.</summary>
public sealed record GdalReadOptions
{
    /// <summary>The part to read; null reads the whole raster.</summary>
    public GdalWindow? Window { get; init; }

    /// <summary>Columns of the buffer; null means as many as the window has.</summary>
    public int? Width { get; init; }

    /// <summary>Rows of the buffer; null means as many as the window has.</summary>
    public int? Height { get; init; }

    /// <summary>Numbers of the bands to read, from 1, in the order of the buffer; null reads all.</summary>
    public IReadOnlyList<int>? Bands { get; init; }

    /// <summary>Layout of the buffer.</summary>
    public GdalInterleave Interleave { get; init; } = GdalInterleave.Band;

    /// <summary>Resampling where buffer and window differ in size.</summary>
    public GdalResampling Resampling { get; init; } = GdalResampling.Nearest;

    /// <summary>The whole raster, all bands, band after band.</summary>
    public static GdalReadOptions Whole { get; } = new();
}
