namespace Skylite.Native.Torch;

/// <summary>Geometry of a pooling window over height and width; a list of one number holds for both.</summary>
public sealed record PoolingOptions
{
    /// <summary>Size of the window.</summary>
    public required long[] Kernel { get; init; }

    /// <summary>Step of the window; the kernel's size if empty.</summary>
    public long[] Stride { get; init; } = [];

    /// <summary>Border on both sides of each axis, at most half the kernel.</summary>
    public long[] Padding { get; init; } = [0];

    /// <summary>Distance of the window's elements; maximum only.</summary>
    public long[] Dilation { get; init; } = [1];

    /// <summary>Whether a last incomplete window counts.</summary>
    public bool CeilMode { get; init; }

    /// <summary>Whether an average counts the border's zeros.</summary>
    public bool CountIncludePad { get; init; } = true;
}
