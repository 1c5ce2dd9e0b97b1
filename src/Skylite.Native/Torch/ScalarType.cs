namespace Skylite.Native.Torch;

/// <summary>The element type of a tensor; the values are libtorch's own numbers.</summary>
public enum ScalarType
{
    /// <summary>Unsigned 8-bit integers.</summary>
    UInt8 = 0,

    /// <summary>Signed 8-bit integers.</summary>
    Int8 = 1,

    /// <summary>Signed 16-bit integers.</summary>
    Int16 = 2,

    /// <summary>Signed 32-bit integers.</summary>
    Int32 = 3,

    /// <summary>Signed 64-bit integers: labels and indices.</summary>
    Int64 = 4,

    /// <summary>IEEE half precision.</summary>
    Float16 = 5,

    /// <summary>IEEE single precision.</summary>
    Float32 = 6,

    /// <summary>IEEE double precision.</summary>
    Float64 = 7,

    /// <summary>Truth values, one byte each.</summary>
    Bool = 11,

    /// <summary>Single precision cut to 16 bits.</summary>
    BFloat16 = 15,
}
