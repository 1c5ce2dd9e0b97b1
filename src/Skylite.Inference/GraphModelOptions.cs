using Skylite.Graphs.Onnx;

namespace Skylite.Inference;

/// <summary>How a <see cref="GraphModel"/> is laid out for ONNX Runtime.</summary>
public sealed record GraphModelOptions
{
    /// <summary>A model of more bytes than this becomes a file with external data: protobuf, and so a model in memory, ends at 2 GiB.</summary>
    public long LargestInMemory { get; init; } = OnnxWriter.LargestInline;

    /// <summary>
    /// Where the temporary folder of a large model is made, which needs room for its weights; <see langword="null"/> takes the system's place for such things.
    /// </summary>
    public string? Folder { get; init; }
}
