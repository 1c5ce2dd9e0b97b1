using Skylite.Compression.Pruning;
using Skylite.Graphs;
using Skylite.Inference;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Workbench.Proof;

/// <summary>
/// Runs graphs in ONNX Runtime, for certificates. Keeps the session of a graph, which must not change meanwhile, until it is told to forget it or is disposed.
/// </summary>
/// <param name="models">How graphs are laid out for the runtime; null takes the defaults.</param>
/// <param name="options">Threads and so on; null takes the defaults.</param>
public sealed class RuntimeRunner(GraphModelOptions? models = null, SessionOptions? options = null) : IModelRunner, IDisposable
{
    private readonly Dictionary<Graph, InferenceSession> _sessions = [];

    /// <inheritdoc/>
    public string Name => "ONNX Runtime";

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Run(Graph graph, IReadOnlyList<Tensor> inputs)
    {
        if (!_sessions.TryGetValue(graph, out var session))
        {
            _sessions[graph] = session = GraphModel.Open(graph, graph.Name, options, models);
        }

        var feeds = new Dictionary<string, OrtValue>();
        try
        {
            foreach (var (value, tensor) in graph.Inputs.Where(i => i.Constant is null).Zip(inputs))
            {
                feeds[value.Name] = Feed(tensor);
            }

            using var outputs = session.Run(feeds, [.. graph.Outputs.Select(o => o.Name)]);
            return [.. Enumerable.Range(0, graph.Outputs.Count).Select(i => Read(outputs[i], graph.Outputs[i].Name))];
        }
        finally
        {
            foreach (var feed in feeds.Values)
            {
                feed.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Forget(Graph graph)
    {
        if (_sessions.Remove(graph, out var session))
        {
            session.Dispose();
        }
    }

    /// <summary>Frees the sessions.</summary>
    public void Dispose()
    {
        foreach (var session in _sessions.Values)
        {
            session.Dispose();
        }

        _sessions.Clear();
    }

    private static OrtValue Feed(Tensor tensor) => tensor.Type switch
    {
        ElementType.Float => OrtValue.CreateTensorValueFromMemory(tensor.ToArray<float>(), tensor.Dimensions),
        ElementType.Double => OrtValue.CreateTensorValueFromMemory(tensor.ToArray<double>(), tensor.Dimensions),
        ElementType.Float16 => OrtValue.CreateTensorValueFromMemory(tensor.ToArray<Half>(), tensor.Dimensions),
        ElementType.Int64 => OrtValue.CreateTensorValueFromMemory(tensor.ToArray<long>(), tensor.Dimensions),
        ElementType.Int32 => OrtValue.CreateTensorValueFromMemory(tensor.ToArray<int>(), tensor.Dimensions),
        ElementType.UInt8 => OrtValue.CreateTensorValueFromMemory(tensor.ToArray<byte>(), tensor.Dimensions),
        ElementType.Int8 => OrtValue.CreateTensorValueFromMemory(tensor.ToArray<sbyte>(), tensor.Dimensions),
        ElementType.Bool => OrtValue.CreateTensorValueFromMemory(tensor.ToArray<bool>(), tensor.Dimensions),
        _ => throw new NotSupportedException($"Inputs of type {tensor.Type} are not handed to ONNX Runtime."),
    };

    private static Tensor Read(OrtValue value, string name) => value.ElementType switch
    {
        TensorElementType.Float => Tensor.Create(value.GetTensorDataAsSpan<float>(), [.. value.Shape]),
        TensorElementType.Double => Tensor.Create(value.GetTensorDataAsSpan<double>(), [.. value.Shape]),
        TensorElementType.Float16 => Tensor.Create<float>(Array.ConvertAll(value.GetTensorDataAsSpan<Half>().ToArray(), v => (float)v), [.. value.Shape]),
        TensorElementType.Int64 => Tensor.Create(value.GetTensorDataAsSpan<long>(), [.. value.Shape]),
        TensorElementType.Int32 => Tensor.Create(value.GetTensorDataAsSpan<int>(), [.. value.Shape]),
        TensorElementType.UInt8 => Tensor.Create(value.GetTensorDataAsSpan<byte>(), [.. value.Shape]),
        TensorElementType.Int8 => Tensor.Create(value.GetTensorDataAsSpan<sbyte>(), [.. value.Shape]),
        TensorElementType.Bool => Tensor.Create(value.GetTensorDataAsSpan<bool>(), [.. value.Shape]),
        _ => throw new NotSupportedException($"The output '{name}' is of type {value.ElementType}, which is not compared."),
    };
}
