using Skylite.Graphs;
using Skylite.Graphs.Passes;
using Skylite.Imagery.Loading;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference;

/// <summary>Reads inner values of a graph in ONNX Runtime: a copy of the graph that returns just those values, and computes nothing else.</summary>
public sealed class ActivationTap : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string[] _inputs;
    private readonly string[] _values;

    /// <summary>Prepares the copy.</summary>
    /// <param name="graph">A graph with an image input for each date; it is not changed.</param>
    /// <param name="values">Names of the values to read.</param>
    /// <param name="options">Threads and so on; null takes the defaults.</param>
    /// <exception cref="ArgumentException">The graph has no such value.</exception>
    /// <exception cref="OrtException">The runtime cannot load the copy.</exception>
    public ActivationTap(Graph graph, IReadOnlyList<string> values, SessionOptions? options = null)
    {
        _inputs = [.. graph.Inputs.Where(i => i.Constant is null).Select(i => i.Name)];
        _values = [.. values];
        var copy = graph.Clone();
        foreach (var output in copy.Outputs.ToArray())
        {
            copy.RemoveOutput(output);
        }

        foreach (var name in _values)
        {
            if (!copy.TryGetValue(name, out var value))
            {
                throw new ArgumentException($"Graph '{graph.Name}' has no value '{name}' to read.", nameof(values));
            }

            value.Type = value.Type == ElementType.Undefined ? ElementType.Float : value.Type;
            copy.AddOutput(value);
        }

        new RemoveDeadNodes().Apply(copy);
        _session = GraphModel.Open(copy, graph.Name, options);
    }

    /// <summary>Runs one batch.</summary>
    /// <param name="batch">Normalised pixels.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>The values by name; dispose them.</returns>
    public OrtOutputs Read(Batch batch, CancellationToken cancellationToken = default) => Read(batch, batch.Count, cancellationToken);

    /// <summary>Runs the samples of a source's first epoch; each result is freed when the next one is asked for.</summary>
    /// <param name="source">Normalised batches; memory grows with their size, not with their number.</param>
    /// <param name="maximumSamples">How many samples to run at most; of the last batch only as many as are left.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public IEnumerable<OrtOutputs> Read(IBatchSource source, int maximumSamples = int.MaxValue, CancellationToken cancellationToken = default)
    {
        var left = maximumSamples;
        foreach (var batch in source.Epoch(0, cancellationToken))
        {
            using (batch)
            {
                var count = Math.Min(batch.Count, left);
                using var outputs = Read(batch, count, cancellationToken);
                yield return outputs;
                left -= count;
            }

            if (left == 0)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private OrtOutputs Read(Batch batch, int samples, CancellationToken cancellationToken)
    {
        // An input that none of the values needs is not in the copy.
        var used = _inputs.Index().Where(i => _session.Inputs.Any(s => s.Name == i.Item)).ToArray();
        return _session.Run(
            [.. used.Select(i => i.Item)],
            [.. used.Select(i => batch.PixelsOf(i.Index)[..(samples * batch.SampleLength)])],
            [samples, batch.Channels, batch.Height, batch.Width],
            _values,
            cancellationToken);
    }
}
