namespace Skylite.Native.Torch;

/// <summary>How a loss of many elements becomes one number; the values are libtorch's own numbers.</summary>
public enum TorchReduction
{
    /// <summary>Not at all: one loss for each element.</summary>
    None = 0,

    /// <summary>The mean.</summary>
    Mean = 1,

    /// <summary>The sum.</summary>
    Sum = 2,
}
