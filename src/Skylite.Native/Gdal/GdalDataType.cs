namespace Skylite.Native.Gdal;

/// <summary>The pixel types of GDAL (values as in <c>GDALDataType</c>) that can be read and written here.</summary>
public enum GdalDataType
{
    /// <summary>Not a type that is supported here (complex numbers, 64-bit integers).</summary>
    Unknown = 0,

    /// <summary>8 bits, unsigned.</summary>
    Byte = 1,

    /// <summary>16 bits, unsigned.</summary>
    UInt16 = 2,

    /// <summary>16 bits, signed.</summary>
    Int16 = 3,

    /// <summary>32 bits, unsigned.</summary>
    UInt32 = 4,

    /// <summary>32 bits, signed.</summary>
    Int32 = 5,

    /// <summary>32-bit floating point.</summary>
    Float32 = 6,

    /// <summary>64-bit floating point.</summary>
    Float64 = 7,
}
