using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Loading;
using Skylite.Native.OnnxRuntime;
using Skylite.Workbench.Quantization;

namespace Skylite.Tests.Native.Quantization;

/// <summary>What ONNX Runtime makes of a graph.</summary>
internal static class OptimizedGraph
{
    // Spinning threads of many small sessions would only hinder each other.
    private static readonly SessionOptions OneThread = new() { IntraOpNumThreads = 1 };

    /// <summary>A source of activations on one thread.</summary>
    public static RuntimeActivationSource Source(IBatchSource data) => new(data, options: OneThread);

    /// <summary>Number of nodes of each operator in the optimised graph.</summary>
    public static Dictionary<string, int> Operators(Graph graph)
    {
        var path = Path.Combine(Path.GetTempPath(), $"skylite-{Guid.NewGuid():N}.onnx");
        try
        {
            var options = new SessionOptions { OptimizedModelFilePath = path, GraphOptimizationLevel = GraphOptimizationLevel.Extended };
            using (new InferenceSession(OnnxWriter.ToBytes(graph), options))
            {
            }

            return OnnxReader.Read(path).Nodes.GroupBy(n => n.OpType).ToDictionary(g => g.Key, g => g.Count());
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The outputs of a graph for all samples of a source, one after the other.</summary>
    public static float[] Run(Graph graph, IBatchSource data)
    {
        using var session = new InferenceSession(OnnxWriter.ToBytes(graph), OneThread);
        var result = new List<float>();
        foreach (var batch in data.Epoch(0))
        {
            var inputs = session.Inputs.Index().ToDictionary(
                i => i.Item.Name, i => OrtValue.CreateTensorValueFromMemory(batch.PixelsOf(i.Index), [batch.Count, batch.Channels, batch.Height, batch.Width]));
            using var outputs = session.Run(inputs);
            result.AddRange(outputs[0].GetTensorDataAsSpan<float>());
            Assert.All(inputs.Values, input => input.Dispose());
        }

        return [.. result];
    }

    /// <summary>Signal to quantisation noise ratio in decibels.</summary>
    public static double Sqnr(float[] reference, float[] actual)
    {
        var signal = reference.Sum(v => (double)v * v);
        var noise = reference.Zip(actual, (r, a) => (double)(r - a) * (r - a)).Sum();
        return 10 * Math.Log10(signal / noise);
    }
}
