namespace Skylite.Zoo.Blocks;

/// <summary>Geometry of a convolution with a square kernel.</summary>
/// <param name="Channels">Output channels.</param>
/// <param name="Kernel">Side of the kernel.</param>
public sealed record Convolution(int Channels, int Kernel)
{
    /// <summary>Step between windows.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Zeros added on every side.</summary>
    public int Padding { get; init; }

    /// <summary>Number of groups; equal to the input channels for a depthwise convolution.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Step between the elements of one window.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>Whether a bias is added.</summary>
    public bool Bias { get; init; }

    /// <summary>Equal copies that the output channels begin as, one after the other; their number divides the channels.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>The window that a dilated kernel spans.</summary>
    public int Extent => ((Kernel - 1) * Dilation) + 1;
}
