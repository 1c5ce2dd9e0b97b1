namespace Skylite.Native.Gdal;

/// <summary>What a band shows (values as in <c>GDALColorInterp</c>).</summary>
public enum GdalColorInterpretation
{
    /// <summary>Not stated.</summary>
    Undefined = 0,

    /// <summary>Grey level.</summary>
    Gray = 1,

    /// <summary>Index into a colour table.</summary>
    Palette = 2,

    /// <summary>Red.</summary>
    Red = 3,

    /// <summary>Green.</summary>
    Green = 4,

    /// <summary>Blue.</summary>
    Blue = 5,

    /// <summary>Opacity.</summary>
    Alpha = 6,
}
