namespace Skylite.Native.Gdal;

/// <summary>What a field of a vector layer holds (values as in <c>OGRFieldType</c>).</summary>
public enum GdalFieldType
{
    /// <summary>A whole number of 32 bits.</summary>
    Integer = 0,

    /// <summary>A number.</summary>
    Real = 2,

    /// <summary>A text.</summary>
    Text = 4,
}
