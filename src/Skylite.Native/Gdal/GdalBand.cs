namespace Skylite.Native.Gdal;

/// <summary>What a raster says about one of its bands.</summary>
/// <param name="Number">Number of the band, from 1 as GDAL counts.</param>
/// <param name="DataType">Type of its pixels.</param>
/// <param name="Description">Its name, or the empty text.</param>
/// <param name="ColorInterpretation">What it shows.</param>
/// <param name="NoData">The value that marks missing pixels, or null.</param>
/// <param name="BlockWidth">Columns of a block in the file.</param>
/// <param name="BlockHeight">Rows of a block in the file.</param>
/// <param name="OverviewCount">Number of reduced-resolution copies in the file.</param>
public sealed record GdalBand(
    int Number,
    GdalDataType DataType,
    string Description,
    GdalColorInterpretation ColorInterpretation,
    double? NoData,
    int BlockWidth,
    int BlockHeight,
    int OverviewCount)
{
    /// <summary>What raw values are multiplied by to have the unit that the file means, 1 where it says nothing.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>What is then added, 0 where the file says nothing.</summary>
    public double Offset { get; init; }
}
