using System.Runtime.InteropServices;

namespace Skylite.Native.Torch;

/// <summary>SkyValue of shim.h.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct NativeValue
{
    [FieldOffset(0)]
    public NativeTag Tag;

    [FieldOffset(4)]
    public int Count;

    [FieldOffset(8)]
    public long Integer;

    [FieldOffset(8)]
    public double Double;

    [FieldOffset(8)]
    public nint Pointer;
}

/// <summary>SkyTag of shim.h.</summary>
internal enum NativeTag
{
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    IntList = 5,
    DoubleList = 6,
    BoolList = 7,
    TensorList = 8,
    OptionalTensorList = 9,
    String = 10,
    Device = 11,
    Default = 12,
}
