using Skylite.Native.Gdal;

namespace Skylite.Imagery.Loading;

/// <summary>The form that every decoded image of a store has: planes of one type and size.</summary>
internal sealed record ImageForm(int FileBands, int[] Bands, GdalDataType Type, int Height, int Width)
{
    /// <summary>The value that marks missing pixels; null where there is none.</summary>
    public double? NoData { get; init; }

    /// <summary>Whether pixels may be missing: floats that are not finite always are.</summary>
    public bool MayMiss => NoData is not null || Type == GdalDataType.Float32;

    public int Elements => Bands.Length * Height * Width;

    public int Bytes => Elements * GdalPixelType.Size(Type);
}
