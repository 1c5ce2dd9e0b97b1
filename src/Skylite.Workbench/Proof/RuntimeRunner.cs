using Skylite.Compression.Pruning;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Workbench.Proof;

/// <summary>Runs graphs in ONNX Runtime, for certificates.</summary>
public sealed class RuntimeRunner : IModelRunner
{
    /// <inheritdoc/>
    public string Name => "ONNX Runtime";

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Run(Graph graph, IReadOnlyList<Tensor> inputs)
    {
        using var session = new InferenceSession(OnnxWriter.ToBytes(graph), name: graph.Name);
        var feeds = new Dictionary<string, OrtValue>();
        try
        {
            foreach (var (value, tensor) in graph.Inputs.Zip(inputs))
            {
                feeds[value.Name] = OrtValue.CreateTensorValueFromMemory(tensor.ToSingle(), tensor.Dimensions.ToArray());
            }

            using var outputs = session.Run(feeds, [.. graph.Outputs.Select(o => o.Name)]);
            return [.. Enumerable.Range(0, graph.Outputs.Count).Select(i => Tensor.Create(outputs[i].GetTensorDataAsSpan<float>(), [.. outputs[i].Shape]))];
        }
        finally
        {
            foreach (var feed in feeds.Values)
            {
                feed.Dispose();
            }
        }
    }
}
