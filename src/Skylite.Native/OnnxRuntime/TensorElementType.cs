namespace Skylite.Native.OnnxRuntime;

/// <summary>Element types of tensors, numbered as ONNX numbers them.</summary>
public enum TensorElementType
{
    /// <summary>Not a tensor, or not known.</summary>
    Undefined = 0,

    /// <summary>32-bit floating point, <see cref="float"/>.</summary>
    Float = 1,

    /// <summary>8-bit unsigned, <see cref="byte"/>.</summary>
    UInt8 = 2,

    /// <summary>8-bit signed, <see cref="sbyte"/>.</summary>
    Int8 = 3,

    /// <summary>16-bit unsigned, <see cref="ushort"/>.</summary>
    UInt16 = 4,

    /// <summary>16-bit signed, <see cref="short"/>.</summary>
    Int16 = 5,

    /// <summary>32-bit signed, <see cref="int"/>.</summary>
    Int32 = 6,

    /// <summary>64-bit signed, <see cref="long"/>.</summary>
    Int64 = 7,

    /// <summary>Text; cannot be read or made here.</summary>
    String = 8,

    /// <summary>One byte per truth value, <see cref="bool"/>.</summary>
    Bool = 9,

    /// <summary>16-bit floating point, <see cref="Half"/>.</summary>
    Float16 = 10,

    /// <summary>64-bit floating point, <see cref="double"/>.</summary>
    Double = 11,

    /// <summary>32-bit unsigned, <see cref="uint"/>.</summary>
    UInt32 = 12,

    /// <summary>64-bit unsigned, <see cref="ulong"/>.</summary>
    UInt64 = 13,

    /// <summary>bfloat16; cannot be read or made here.</summary>
    BFloat16 = 16,
}
