using Skylite.Native.Gdal;

namespace Skylite.Imagery.Loading;

/// <summary>The form that every decoded image of a store has: planes of one type and size.</summary>
internal sealed record ImageForm(int FileBands, int[] Bands, GdalDataType Type, int Height, int Width)
{
    public int Elements => Bands.Length * Height * Width;

    public int Bytes => Elements * GdalPixelType.Size(Type);
}
