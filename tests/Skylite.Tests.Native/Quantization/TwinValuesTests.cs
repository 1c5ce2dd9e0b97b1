using Skylite.Compression.Quantization;
using Skylite.Graphs;
using Skylite.Imagery.Loading;

namespace Skylite.Tests.Native.Quantization;

/// <summary>What is computed alike of both dates is rounded alike.</summary>
public sealed class TwinValuesTests
{
    private const int Side = 16;

    private static readonly StaticQuantizationOptions Alike = new() { DatesAlike = true };

    [Fact]
    public void Dates_that_are_equal_have_no_difference_in_integers_either()
    {
        var graph = Difference(shared: true);
        var quantized = PostTrainingQuantization.Run(
            graph, OptimizedGraph.Source(new NoisePairs(Side)), new PostTrainingQuantizationOptions { Equalize = false, DatesAlike = true }).Graph;

        // The network answers with the last bias wherever the difference is 0.
        var answers = OptimizedGraph.Run(quantized, new EqualPairs());
        Assert.Equal([0.25f], answers.Distinct());
        Assert.NotEqual([0.25f], OptimizedGraph.Run(quantized, new NoisePairs(Side)).Distinct());
    }

    [Fact]
    public void Dates_that_pass_other_weights_keep_ranges_of_their_own()
    {
        var ranges = new Dictionary<string, ActivationRange>
        {
            ["t1"] = new(-1, 1),
            ["t2"] = new(-4, 4),
            ["a.relu"] = new(0, 2),
            ["b.relu"] = new(0, 8),
            ["d.abs"] = new(0, 8),
        };
        var together = StaticQuantization.Apply(Difference(shared: true), ranges, Alike).Ranges;
        Assert.Equal(ranges["t2"], together["t1"]);
        Assert.Equal(ranges["b.relu"], together["a.relu"]);
        Assert.Equal(ranges["a.relu"], StaticQuantization.Apply(Difference(shared: true), ranges).Ranges["a.relu"]);

        var apart = StaticQuantization.Apply(Difference(shared: false), ranges, Alike).Ranges;
        Assert.Equal(ranges["a.relu"], apart["a.relu"]);
        Assert.Equal(ranges["b.relu"], apart["b.relu"]);
    }

    [Fact]
    public void Whether_both_dates_are_rounded_alike_is_decided_by_the_noise_of_the_outputs()
    {
        var (graph, source) = (Difference(shared: true), OptimizedGraph.Source(new NoisePairs(Side)));
        var options = new PostTrainingQuantizationOptions { Equalize = false };
        var ways = new[] { false, true }.Select(alike => PostTrainingQuantization.Run(graph, source, options with { DatesAlike = alike })).ToArray();

        var best = PostTrainingQuantization.Run(graph, source, options);

        Assert.NotEqual(ways[0].Sqnr, ways[1].Sqnr);
        Assert.Equal((ways.Max(w => w.Sqnr), ways.MaxBy(w => w.Sqnr)!.DatesAlike), (best.Sqnr, best.DatesAlike));
        Assert.False(PostTrainingQuantization.Run(SmallNetworks.Residual(), OptimizedGraph.Source(new NoiseBatches())).DatesAlike);
    }

    // Both dates through a convolution and a Relu, and the absolute difference through another.
    private static Graph Difference(bool shared)
    {
        var random = new Random(3);
        var graph = new Graph("difference");
        var weights = graph.AddInitializer("w", Noise(random, 8, 3, 3, 3));
        var bias = graph.AddInitializer("b", Noise(random, 8));
        var other = shared ? weights : graph.AddInitializer("w2", Noise(random, 8, 3, 3, 3));
        var (first, second) = (Encode("a", "t1", weights), Encode("b", "t2", other));
        var difference = graph.Apply("Abs", "d.abs", graph.Apply("Sub", "d", first, second));
        var logits = graph.Apply(
            "Conv", "head", difference, graph.AddInitializer("wh", Noise(random, 2, 8, 1, 1)), graph.AddInitializer("bh", Tensor.Vector(0.25f, 0.25f)));
        graph.AddOutput(logits);
        return graph;

        Value Encode(string name, string input, Value filter)
        {
            var image = graph.AddInput(input, ElementType.Float, new Shape(Dimension.Named("N"), 3, Side, Side));
            return graph.Apply("Relu", name + ".relu", graph.Apply("Conv", name, image, filter, bias));
        }
    }

    private static Tensor Noise(Random random, params long[] dimensions)
    {
        var numbers = new float[dimensions.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (random.NextSingle() * 2) - 1;
        }

        return Tensor.Create<float>(numbers, dimensions);
    }

    private sealed class EqualPairs : IBatchSource
    {
        public int SampleCount => 2;

        public int BatchesPerEpoch => 1;

        public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation = default)
        {
            var date = new NoiseBatches(1, SampleCount, 3, Side, 9).Epoch(0, cancellation).Single().Pixels.ToArray();
            yield return new Batch([.. date, .. date], 2, (3, Side, Side), new int[SampleCount * Side * Side]);
        }
    }
}
