using Skylite.Graphs;
using Skylite.Graphs.Passes;

namespace Skylite.Compression.Quantization;

/// <summary>
/// Moves scale between neighbouring layers until their weight ranges per channel agree, so that one step suits all channels
/// (Nagel et al. 2019, "Data-Free Quantization Through Weight Equalization and Bias Correction", eq. 9–11). The network computes the same.
/// </summary>
public static class CrossLayerEqualization
{
    /// <summary>Equalises a graph.</summary>
    /// <param name="graph">A float graph; it is not changed.</param>
    /// <param name="source">Calibration data that shows which ReLU6 really clip; without it every Clip stays, and blocks its pair.</param>
    /// <param name="options">Settings; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="QuantizationException">The graph is quantised already.</exception>
    public static EqualizationResult Run(
        Graph graph, IActivationSource? source = null, CrossLayerEqualizationOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new CrossLayerEqualizationOptions();
        var result = FloatGraph.Prepare(graph);
        var pairs = FindPairs(result);
        var blocked = BlockingClips(result, pairs, source, options, cancellationToken);
        pairs.RemoveAll(p => p.Clips.Any(blocked.Contains));
        var clips = pairs.SelectMany(p => p.Clips).Distinct().ToList();
        var replaced = clips.ConvertAll(c => c.Name);
        clips.ForEach(c => Replace(result, c));
        new RemoveDeadNodes().Apply(result);

        for (var sweep = 0; sweep < options.MaximumSweeps; sweep++)
        {
            var largest = 0f;
            foreach (var pair in pairs)
            {
                largest = Math.Max(largest, Equalize(result, pair));
            }

            if (largest <= options.Tolerance)
            {
                break;
            }
        }

        return new EqualizationResult(result, [.. pairs.Select(p => (p.First.Node.Name, p.Second.Node.Name))], replaced);
    }

    private static List<EqualizationPair> FindPairs(Graph graph)
    {
        var pairs = new List<EqualizationPair>();
        foreach (var node in graph.Nodes)
        {
            if (WeightedNode.TryRead(node, out var first) && first.Weight.Uses.Count == 1 && first.Bias is not { Uses.Count: > 1 }
                && EqualizationPair.TryFollow(graph, first, out var pair))
            {
                pairs.Add(pair);
            }
        }

        return pairs;
    }

    private static HashSet<Node> BlockingClips(
        Graph graph, List<EqualizationPair> pairs, IActivationSource? source, CrossLayerEqualizationOptions options, CancellationToken cancellationToken)
    {
        var clips = pairs.SelectMany(p => p.Clips).Distinct().ToArray();
        if (source is null || clips.Length == 0)
        {
            return [.. clips];
        }

        var clipped = clips.ToDictionary(c => c, _ => 0L);
        var seen = clips.ToDictionary(c => c, _ => 0L);
        foreach (var batch in source.Read(graph, [.. clips.Select(c => c.Output(0).Name)], cancellationToken))
        {
            foreach (var clip in clips)
            {
                var bound = FloatGraph.Bounds(clip.Output(0))!.Value.Max;
                var values = batch.Data(clip.Output(0).Name);
                seen[clip] += values.Length;
                clipped[clip] += values.Length - CountBelow(values, bound);
            }
        }

        return [.. clips.Where(c => seen[c] == 0 || clipped[c] > options.MaximumClippedShare * seen[c])];
    }

    private static long CountBelow(ReadOnlySpan<float> values, float bound)
    {
        var count = 0L;
        foreach (var value in values)
        {
            count += value < bound ? 1 : 0;
        }

        return count;
    }

    private static void Replace(Graph graph, Node clip)
    {
        var output = clip.Output(0);
        var relu = graph.AddValue(graph.FreshName($"{output.Name}_relu"));
        (relu.Type, relu.Shape) = (output.Type, output.Shape);
        graph.AddNode("Relu", [clip.Input(0)], [relu], $"{clip.Name}_relu", clip);
        graph.ReplaceUses(output, relu);
        var name = output.Name;
        graph.RemoveNode(clip);
        graph.RemoveValue(output);
        graph.Rename(relu, name);
    }

    private static float Equalize(Graph graph, EqualizationPair pair)
    {
        var (first, second, _) = pair;
        var weights1 = first.Weight.Constant!.ToArray<float>();
        var weights2 = second.Weight.Constant!.ToArray<float>();
        var factors = Factors(first, second, weights1, weights2);
        first.ForEach((i, channel) => weights1[i] /= factors[channel]);
        for (var i = 0; i < weights2.Length; i++)
        {
            weights2[i] *= factors[EqualizationPair.InputChannel(second, i)];
        }

        graph.SetInitializer(first.Weight, Tensor.Create<float>(weights1, first.Weight.Constant.Dimensions));
        graph.SetInitializer(second.Weight, Tensor.Create<float>(weights2, second.Weight.Constant.Dimensions));
        if (first.Bias is { } bias)
        {
            var numbers = bias.Constant!.ToArray<float>();
            for (var i = 0; i < numbers.Length; i++)
            {
                numbers[i] /= factors[i];
            }

            graph.SetInitializer(bias, Tensor.Create<float>(numbers, bias.Constant.Dimensions));
        }

        return factors.Max(f => Math.Abs(f - 1));
    }

    // s = √(r₁ r₂) ÷ r₂ for each channel (eq. 11); a channel that is dead on either side is left alone.
    private static float[] Factors(WeightedNode first, WeightedNode second, float[] weights1, float[] weights2)
    {
        var ranges1 = new float[first.Channels];
        var ranges2 = new float[first.Channels];
        first.ForEach((i, channel) => ranges1[channel] = Math.Max(ranges1[channel], Math.Abs(weights1[i])));
        for (var i = 0; i < weights2.Length; i++)
        {
            ref var range = ref ranges2[EqualizationPair.InputChannel(second, i)];
            range = Math.Max(range, Math.Abs(weights2[i]));
        }

        var factors = new float[ranges1.Length];
        for (var i = 0; i < factors.Length; i++)
        {
            factors[i] = ranges1[i] > 1e-20f && ranges2[i] > 1e-20f ? MathF.Sqrt(ranges1[i] / ranges2[i]) : 1;
        }

        return factors;
    }
}
