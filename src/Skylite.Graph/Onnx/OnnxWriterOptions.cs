namespace Skylite.Graphs.Onnx;

/// <summary>How <see cref="OnnxWriter"/> lays a model out.</summary>
public sealed record OnnxWriterOptions
{
    /// <summary>
    /// Initializers of at least this many bytes go to a file beside the model; <see langword="null"/> does so only when the model would not fit
    /// the 2 GiB that one ONNX file can hold.
    /// </summary>
    public long? ExternalDataFrom { get; init; }
}
