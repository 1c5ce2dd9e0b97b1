namespace Skylite.Native.Gdal;

/// <summary>Resampling of a read whose buffer differs in size from its window (values as in <c>GDALRIOResampleAlg</c>).</summary>
public enum GdalResampling
{
    /// <summary>Nearest neighbour.</summary>
    Nearest = 0,

    /// <summary>Bilinear, 2 × 2 kernel.</summary>
    Bilinear = 1,

    /// <summary>Cubic convolution, 4 × 4 kernel.</summary>
    Cubic = 2,

    /// <summary>Cubic B-spline, 4 × 4 kernel.</summary>
    CubicSpline = 3,

    /// <summary>Lanczos windowed sinc, 6 × 6 kernel.</summary>
    Lanczos = 4,

    /// <summary>Mean of the pixels that fall into the output pixel.</summary>
    Average = 5,

    /// <summary>The value that occurs most often, for class rasters.</summary>
    Mode = 6,
}
