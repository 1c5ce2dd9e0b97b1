using System.Globalization;

namespace Skylite.Native.Torch;

/// <summary>Where a tensor lives: the CPU, or one CUDA device.</summary>
/// <param name="Type">libtorch's number of the kind of device: 0 is the CPU, 1 is CUDA.</param>
/// <param name="Index">Which device of that kind, from 0.</param>
public readonly record struct TorchDevice(int Type, int Index)
{
    /// <summary>The CPU.</summary>
    public static TorchDevice Cpu => new(0, 0);

    /// <summary>Whether this is the CPU.</summary>
    public bool IsCpu => Type == 0;

    // libtorch takes any index but -1 for the CPU as another device in some places.
    internal int NativeIndex => IsCpu ? -1 : Index;

    internal long Packed => ((long)Type << 32) | (uint)NativeIndex;

    /// <inheritdoc/>
    public override string ToString() => Type switch
    {
        0 => "cpu",
        1 => string.Create(CultureInfo.InvariantCulture, $"cuda:{Index}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"device {Type}:{Index}"),
    };
}
