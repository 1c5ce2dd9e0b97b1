namespace Skylite.Training.Kernels;

/// <summary>How Resize reads between elements.</summary>
internal enum ResizeMode
{
    /// <summary>The nearest element.</summary>
    Nearest,

    /// <summary>Straight lines between two elements.</summary>
    Linear,

    /// <summary>Cubic convolution over four elements.</summary>
    Cubic,
}
