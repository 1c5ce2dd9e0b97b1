using Skylite.Compression.Quantization;
using Skylite.Graphs;
using Skylite.Imagery.Loading;
using Skylite.Inference;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Workbench.Quantization;

/// <summary>Feeds calibration batches through ONNX Runtime.</summary>
/// <param name="source">
/// Normalised batches in a fixed order, never test data; small batches keep the memory small, because all values of a batch are held at once.
/// </param>
/// <param name="maximumSamples">How many samples are run at most.</param>
/// <param name="options">Threads and so on; null takes the defaults.</param>
public sealed class RuntimeActivationSource(IBatchSource source, int maximumSamples = int.MaxValue, SessionOptions? options = null) : IActivationSource
{
    /// <inheritdoc/>
    public IEnumerable<IActivationBatch> Read(Graph graph, IReadOnlyList<string> values, CancellationToken cancellationToken = default)
    {
        using var tap = new ActivationTap(graph, values, options);
        foreach (var outputs in tap.Read(source, maximumSamples, cancellationToken))
        {
            yield return new Outputs(outputs);
        }
    }

    private sealed class Outputs(OrtOutputs outputs) : IActivationBatch
    {
        public ReadOnlySpan<float> Data(string value) => outputs[value].GetTensorDataAsSpan<float>();

        public IReadOnlyList<long> Shape(string value) => outputs[value].Shape;
    }
}
