using System.Globalization;
using System.Numerics;
using Skylite.Graphs;
using Skylite.Imagery.Loading;
using Skylite.Native.Torch;

namespace Skylite.Training.Statistics;

/// <summary>Graph → graph: sets the running statistics of batch normalisations from data.</summary>
public static class BatchNormalizations
{
    private const int EnoughPositions = 16;

    /// <summary>
    /// Re-estimates all running statistics as the average over batches, each normalised by its own statistics: what a network needs after its weights were
    /// pruned, factorised or averaged.
    /// </summary>
    /// <param name="graph">The network; it stays as it is.</param>
    /// <param name="source">Training images, never test images.</param>
    /// <param name="batches">Batches to average over, at least 1.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public static Graph Reestimate(Graph graph, IBatchSource source, int batches = 50, CancellationToken cancellation = default)
    {
        var apart = graph.Clone();
        var statistics = Separate(apart);
        using var interpreter = new Interpreter(apart);
        var plan = interpreter.Plan(interpreter.OutputNames);
        var count = 0;
        foreach (var batch in Batches(source, batches, LeastBatch(graph), cancellation))
        {
            using (batch)
            {
                using var scope = new TensorScope();
                count++;
                interpreter.BatchNormMomentum = 1 - (1f / count);
                interpreter.Run(plan, BatchTensors.Inputs(batch), RunMode.Estimate);
            }
        }

        var found = interpreter.WriteBack();
        var result = graph.Clone();
        foreach (var (name, parts) in statistics)
        {
            var each = parts.Select(p => found.Values[p].Constant!).ToArray();
            result.SetInitializer(result.Values[name], each.Length == 1 ? each[0] : Tensor.Vector<float>(Mean([.. each.Select(t => t.ToSingle())])));
        }

        return result;
    }

    /// <summary>
    /// Gives every batch normalisation the statistics of its input and adapts scale and shift so that the network's function stays: mean μ, variance v,
    /// scale a·√(v + ε), shift a·μ + c, where the normalisation was y = a·x + c. For networks whose batch norms were folded to the identity: without it the
    /// first training step would wreck their features.
    /// </summary>
    /// <param name="graph">The network; it stays as it is.</param>
    /// <param name="source">Training images, never test images.</param>
    /// <param name="fresh">Initializers that were not loaded: normalisations of these were never folded and stay as they begin.</param>
    /// <param name="batches">Batches to average over, at least 1.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public static Graph Unfold(
        Graph graph, IBatchSource source, IReadOnlyCollection<string>? fresh = null, int batches = 50, CancellationToken cancellation = default)
    {
        var result = graph.Clone();
        var moments = InputMoments(graph, source, fresh, batches, cancellation);
        foreach (var sharing in Loaded(result, fresh).GroupBy(n => n.Input(3).Name).Select(g => g.ToArray()))
        {
            // As running statistics of shared nodes are: those of each date on average.
            var node = sharing[0];
            double[] mean = Mean([.. sharing.Select(n => moments[n.Name].Mean)]), variance = Mean([.. sharing.Select(n => moments[n.Name].Variance)]);
            var epsilon = node.Attributes.Float("epsilon", 1e-5f);
            float[] scale = Floats(node, 1), shift = Floats(node, 2), oldMean = Floats(node, 3), oldVariance = Floats(node, 4);
            for (var i = 0; i < scale.Length; i++)
            {
                var slope = scale[i] / Math.Sqrt(oldVariance[i] + epsilon);
                var offset = shift[i] - (slope * oldMean[i]);
                scale[i] = (float)(slope * Math.Sqrt(variance[i] + epsilon));
                shift[i] = (float)(offset + (slope * mean[i]));
            }

            Set(result, node, 1, scale);
            Set(result, node, 2, shift);
            Set(result, node, 3, Array.ConvertAll(mean, m => (float)m));
            Set(result, node, 4, Array.ConvertAll(variance, v => (float)v));
        }

        return result;
    }

    /// <summary>Whether every batch normalisation of a graph is the identity up to its ε: the mark of weights whose batch norms were folded.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="fresh">Initializers that were not loaded: normalisations of these are passed over.</param>
    public static bool AreFolded(Graph graph, IReadOnlyCollection<string>? fresh = null)
    {
        var nodes = Loaded(graph, fresh);
        return nodes.Length > 0 && nodes.All(n => Floats(n, 3).All(m => m == 0) && Floats(n, 4).All(v => Math.Abs(v - 1) < 1e-3));
    }

    private static Node[] Loaded(Graph graph, IReadOnlyCollection<string>? fresh) =>
        [.. graph.Nodes.Where(n => n.OpType == "BatchNormalization" && fresh?.Contains(n.Input(3).Name) != true)];

    // Nodes that share their statistics, as both dates of a Siamese network do, gather them apart: each statistic is then moved once by a batch.
    private static Dictionary<string, List<string>> Separate(Graph graph)
    {
        var statistics = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var node in Loaded(graph, null))
        {
            foreach (var input in new[] { 3, 4 })
            {
                var value = node.Input(input);
                if (value.Constant is not { } data)
                {
                    continue;
                }

                if (statistics.TryGetValue(value.Name, out var parts))
                {
                    node.SetInput(input, graph.AddInitializer(graph.FreshName(value.Name), data));
                    parts.Add(node.Input(input).Name);
                }
                else
                {
                    statistics.Add(value.Name, [value.Name]);
                }
            }
        }

        return statistics;
    }

    private static T[] Mean<T>(T[][] vectors)
        where T : struct, IFloatingPoint<T> =>
        [.. vectors[0].Select((_, i) => vectors.Aggregate(T.Zero, (sum, v) => sum + v[i]) / T.CreateChecked(vectors.Length))];

    // Mean and variance per channel of what enters each batch normalisation; only these small tensors are kept, never the activations.
    private static Dictionary<string, (double[] Mean, double[] Variance)> InputMoments(
        Graph graph, IBatchSource source, IReadOnlyCollection<string>? fresh, int batches, CancellationToken cancellation)
    {
        var probed = graph.Clone();
        var names = new List<string>();
        var fetches = new List<string>();
        foreach (var node in Loaded(probed, fresh))
        {
            names.Add(node.Name);
            fetches.AddRange(Probe(probed, node));
        }

        var moments = new Moments[names.Count];
        using var interpreter = new Interpreter(probed);
        var plan = interpreter.Plan(fetches);
        foreach (var batch in Batches(source, batches, LeastBatch(graph), cancellation))
        {
            using (batch)
            {
                using var scope = new TensorScope();
                var values = interpreter.Run(plan, BatchTensors.Inputs(batch), RunMode.Evaluate);
                for (var i = 0; i < moments.Length; i++)
                {
                    (moments[i] ??= new Moments()).Add(values[2 * i].ToArray<double>(), values[(2 * i) + 1].ToArray<double>(), batch.Count);
                }
            }
        }

        return names.Zip(moments).ToDictionary(p => p.First, p => (p.Second.Mean, p.Second.Variance), StringComparer.Ordinal);
    }

    private static string[] Probe(Graph graph, Node node)
    {
        var name = graph.FreshName(string.Create(CultureInfo.InvariantCulture, $"{node.Name}/moments"));
        Value Insert(string opType, string suffix, params Value[] inputs)
        {
            var output = graph.AddValue(name + suffix);
            var added = graph.AddNode(opType, inputs, [output], name + suffix, before: node);
            if (opType == "ReduceMean")
            {
                added.Attributes.Set("axes", node.Input(0).Shape?.Rank == 2 ? [0] : [0, 2, 3]);
                added.Attributes.Set("keepdims", 1);
            }

            return output;
        }

        var mean = Insert("ReduceMean", "/mean", node.Input(0));
        var centred = Insert("Sub", "/centred", node.Input(0), mean);
        var squared = Insert("Mul", "/squared", centred, centred);
        return [mean.Name, Insert("ReduceMean", "/variance", squared).Name];
    }

    /// <summary>The fewest samples of a batch that statistics can be taken from: two where a normalisation sees few positions of each, else one.</summary>
    /// <param name="graph">The network, with shapes.</param>
    public static int LeastBatch(Graph graph) =>
        graph.Nodes.Any(n =>
            n.OpType == "BatchNormalization"
                && !(n.Input(0).Shape is { Rank: > 2 } shape && shape.Skip(2).All(d => d.IsKnown)
                    && shape.Skip(2).Aggregate(1L, (area, d) => area * d.Length) >= EnoughPositions))
            ? 2
            : 1;

    private static IEnumerable<Batch> Batches(IBatchSource source, int count, int least, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var left = count;
        for (var epoch = 0; left > 0; epoch++)
        {
            var before = left;
            foreach (var batch in source.Epoch(epoch, cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
                if (batch.Count < least)
                {
                    batch.Dispose();
                    continue;
                }

                yield return batch;
                if (--left == 0)
                {
                    yield break;
                }
            }

            if (left == before)
            {
                throw new InvalidDataException($"The data to estimate batch statistics from gives no batch of {least} or more images.");
            }
        }
    }

    private static float[] Floats(Node node, int input) => node.Input(input).Constant?.ToSingle()
        ?? throw new InvalidDataException($"Node '{node.Name}' (BatchNormalization): '{node.Input(input).Name}' is no initializer.");

    private static void Set(Graph graph, Node node, int input, float[] values) =>
        graph.SetInitializer(node.Input(input), Tensor.Vector<float>(values));
}
