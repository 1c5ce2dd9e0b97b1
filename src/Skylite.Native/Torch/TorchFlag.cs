namespace Skylite.Native.Torch;

/// <summary>Switches of libtorch that hold for the whole process.</summary>
public enum TorchFlag
{
    /// <summary>Refuse operators whose result differs from run to run.</summary>
    Deterministic = 0,

    /// <summary>Use oneDNN for convolutions on the CPU; on by default.</summary>
    OneDnn = 1,

    /// <summary>Let cuDNN try its algorithms first.</summary>
    CudnnBenchmark = 2,

    /// <summary>Allow TF32 in products on CUDA.</summary>
    Tf32 = 3,
}
