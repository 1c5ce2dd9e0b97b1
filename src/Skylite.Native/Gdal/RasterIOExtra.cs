using System.Runtime.InteropServices;

namespace Skylite.Native.Gdal;

/// <summary><c>GDALRasterIOExtraArg</c>, version 1, field by field.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RasterIOExtra
{
    public int Version;
    public int Resampling;
    public nint Progress;
    public nint ProgressState;
    public int HasFloatingWindow;
    public double X;
    public double Y;
    public double Width;
    public double Height;
}
