using System.Runtime.InteropServices;

namespace Skylite.Native.Torch;

/// <summary>SkyInfo of shim.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeInfo
{
    public long* Sizes;
    public long* Strides;
    public void* Data;
    public long Count;
    public int Rank;
    public int ScalarType;
    public int DeviceType;
    public int DeviceIndex;
    public int ItemSize;
    public byte RequiresGrad;
    public byte IsLeaf;
    public byte Contiguous;
    public byte ChannelsLast;
}
