namespace Skylite.Native.Torch;

/// <summary>Geometry of a convolution; a list of one number holds for every spatial axis.</summary>
public sealed record ConvolutionOptions
{
    /// <summary>Step of the window.</summary>
    public long[] Stride { get; init; } = [1];

    /// <summary>Zeros on both sides of each spatial axis.</summary>
    public long[] Padding { get; init; } = [0];

    /// <summary>Distance of the kernel's elements.</summary>
    public long[] Dilation { get; init; } = [1];

    /// <summary>Groups of channels that do not see each other.</summary>
    public long Groups { get; init; } = 1;

    /// <summary>Whether this is the transposed convolution, with a weight of in×(out÷groups)×kernel.</summary>
    public bool Transposed { get; init; }

    /// <summary>Extra size at the end of each axis of a transposed convolution's result.</summary>
    public long[] OutputPadding { get; init; } = [0];
}
