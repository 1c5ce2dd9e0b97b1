namespace Skylite.Native.Torch;

/// <summary>How <see cref="Aten.GridSample"/> reads between pixels; the values are libtorch's own numbers.</summary>
public enum GridInterpolation
{
    /// <summary>Between the four neighbours.</summary>
    Bilinear = 0,

    /// <summary>The nearest pixel.</summary>
    Nearest = 1,

    /// <summary>Cubic convolution over sixteen neighbours.</summary>
    Bicubic = 2,
}
