namespace Skylite.Native.OnnxRuntime;

/// <summary>How much ONNX Runtime writes to the standard error stream.</summary>
public enum OrtLoggingLevel
{
    /// <summary>Everything.</summary>
    Verbose = 0,

    /// <summary>Steps of loading and optimising.</summary>
    Info = 1,

    /// <summary>What may hurt.</summary>
    Warning = 2,

    /// <summary>What went wrong; it also arrives as an exception.</summary>
    Error = 3,

    /// <summary>What ends the process.</summary>
    Fatal = 4,
}
