namespace Skylite.Native.Torch;

/// <summary>What <see cref="Aten.GridSample"/> reads outside of the image; the values are libtorch's own numbers.</summary>
public enum GridPadding
{
    /// <summary>Zeros.</summary>
    Zeros = 0,

    /// <summary>The nearest pixel of the border.</summary>
    Border = 1,

    /// <summary>The image mirrored at its border.</summary>
    Reflection = 2,
}
