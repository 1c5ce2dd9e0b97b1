using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference;

/// <summary>Where a model comes from: an ONNX file, or ONNX bytes in memory.</summary>
public sealed class ModelSource
{
    private readonly ReadOnlyMemory<byte> _bytes;

    private ModelSource(string name, string? path, ReadOnlyMemory<byte> bytes) => (Name, Path, _bytes) = (name, path, bytes);

    /// <summary>What tables and errors call the model.</summary>
    public string Name { get; }

    /// <summary>The file, or null for a model in memory.</summary>
    public string? Path { get; }

    /// <summary>Bytes of the ONNX file itself, without external data.</summary>
    public long Size => Path is null ? _bytes.Length : new FileInfo(Path).Length;

    /// <summary>A model in a file.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="name">Its name; the file's name if left out.</param>
    public static ModelSource FromFile(string path, string? name = null) => new(name ?? System.IO.Path.GetFileName(path), path, default);

    /// <summary>A model in memory.</summary>
    /// <param name="bytes">A whole ONNX model without external data.</param>
    /// <param name="name">Its name.</param>
    public static ModelSource FromBytes(ReadOnlyMemory<byte> bytes, string name) => new(name, null, bytes);

    /// <summary>Loads the model into ONNX Runtime.</summary>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="OrtException">The runtime cannot load it.</exception>
    public InferenceSession Open(SessionOptions? options = null) =>
        Path is null ? new InferenceSession(_bytes.Span, options, Name) : new InferenceSession(Path, options);

    /// <summary>Reads the model's graph.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no model that Skylite can read.</exception>
    public Graph Read() => Path is null ? OnnxReader.Read(_bytes, Name) : OnnxReader.Read(Path);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
