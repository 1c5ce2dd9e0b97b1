using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

/// <summary>Tests that read or change what the whole process shares (live tensors, threads, random state) run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchAlone
{
    public const string Name = "libtorch alone";

    /// <summary>Tensors that are held once those that earlier tests forgot are gone with the collector.</summary>
    public static long LiveTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return TorchRuntime.LiveTensors;
    }
}
