namespace Skylite.Native.OnnxRuntime;

/// <summary>An error of ONNX Runtime, with the model and the inputs it is about where they are known.</summary>
public sealed class OrtException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="code">The runtime's reason.</param>
    /// <param name="message">One paragraph that names the model, node or input.</param>
    /// <param name="innerException">What caused it, if anything.</param>
    public OrtException(OrtErrorCode code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>The runtime's reason.</summary>
    public OrtErrorCode Code { get; }
}
