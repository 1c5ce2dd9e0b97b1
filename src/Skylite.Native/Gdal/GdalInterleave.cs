namespace Skylite.Native.Gdal;

/// <summary>How the bands of a pixel buffer lie in memory.</summary>
public enum GdalInterleave
{
    /// <summary>Band after band (BSQ, CHW).</summary>
    Band,

    /// <summary>All bands of a pixel side by side (BIP, HWC).</summary>
    Pixel,
}
