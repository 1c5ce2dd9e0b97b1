namespace Skylite.Zoo.Blocks;

/// <summary>Geometry of a transposed convolution with a square kernel.</summary>
/// <param name="Channels">Output channels.</param>
/// <param name="Kernel">Side of the kernel.</param>
public sealed record Transposition(int Channels, int Kernel)
{
    /// <summary>Step between windows in the output.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Rows and columns cut from every side of the output.</summary>
    public int Padding { get; init; }

    /// <summary>Whether a bias is added.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>Rows and columns added at the bottom and right.</summary>
    public int OutputPadding { get; init; }
}
