using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference;

/// <summary>
/// A graph as a model that ONNX Runtime can load: bytes in memory, or, where it is too large for that, a file with external data in a temporary folder,
/// which goes when this is disposed. Sessions that were opened before go on: the system keeps what they read until they are closed.
/// </summary>
public sealed class GraphModel : IDisposable
{
    private const string Prefix = ".skylite-model-";
    private const long ExternalFrom = 1024;

    private readonly string? _folder;

    /// <summary>Lays a graph out.</summary>
    /// <param name="graph">The graph; it stays as it is.</param>
    /// <param name="name">What tables and errors call the model.</param>
    /// <param name="options">What is too large for memory, and where it goes; null takes the defaults.</param>
    /// <exception cref="IOException">There is no room for the file; nothing is left of it.</exception>
    public GraphModel(Graph graph, string name, GraphModelOptions? options = null)
    {
        options ??= new GraphModelOptions();
        if (OnnxWriter.SizeOf(graph) <= options.LargestInMemory)
        {
            Source = ModelSource.FromBytes(OnnxWriter.ToBytes(graph), name);
            return;
        }

        _folder = Path.Combine(options.Folder ?? Path.GetTempPath(), Prefix + Path.GetRandomFileName());
        try
        {
            Directory.CreateDirectory(_folder);
            var file = Path.Combine(_folder, "model.onnx");
            OnnxWriter.Write(graph, file, new OnnxWriterOptions { ExternalDataFrom = ExternalFrom });
            Source = ModelSource.FromFile(file, name);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The model; not to be opened after this is disposed.</summary>
    public ModelSource Source { get; }

    /// <summary>Opens a session of a graph and leaves nothing else behind.</summary>
    /// <param name="graph">The graph; it stays as it is.</param>
    /// <param name="name">What errors call the model.</param>
    /// <param name="session">How to run it; null takes the defaults.</param>
    /// <param name="options">What is too large for memory, and where it goes; null takes the defaults.</param>
    /// <exception cref="OrtException">The runtime cannot load the graph.</exception>
    public static InferenceSession Open(Graph graph, string name, SessionOptions? session = null, GraphModelOptions? options = null)
    {
        using var model = new GraphModel(graph, name, options);
        return model.Source.Open(session);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
