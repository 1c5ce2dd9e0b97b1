namespace Skylite.Native.Torch;

/// <summary>The order of axes in memory; the values are libtorch's own numbers.</summary>
public enum MemoryFormat
{
    /// <summary>Last axis fastest.</summary>
    Contiguous = 0,

    /// <summary>As the source has it.</summary>
    Preserve = 1,

    /// <summary>N×C×H×W with channels fastest; what bf16 convolutions on the CPU want.</summary>
    ChannelsLast = 2,
}
