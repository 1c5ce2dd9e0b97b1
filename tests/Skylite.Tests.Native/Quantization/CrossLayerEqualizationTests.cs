using Skylite.Compression.Quantization;
using Skylite.Graphs;
using Skylite.Workbench.Quantization;

namespace Skylite.Tests.Native.Quantization;

public sealed class CrossLayerEqualizationTests
{
    private readonly NoiseBatches _data = new();

    private RuntimeActivationSource Source => OptimizedGraph.Source(_data);

    [Fact]
    public void The_network_computes_the_same()
    {
        var graph = SmallNetworks.Residual();
        var result = CrossLayerEqualization.Run(graph);

        Assert.Equal([("block1.conv1", "block1.conv2"), ("block2.conv1", "block2.conv2")], result.Pairs);
        Assert.InRange(OptimizedGraph.Sqnr(OptimizedGraph.Run(graph, _data), OptimizedGraph.Run(result.Graph, _data)), 100, double.PositiveInfinity);
    }

    [Fact]
    public void Ranges_of_a_pair_agree_afterwards()
    {
        var result = CrossLayerEqualization.Run(SmallNetworks.Residual()).Graph;

        var first = result.Values["block1.conv1.weight"].Constant!.ToArray<float>().Chunk(16 * 9).Select(c => c.Max(Math.Abs)).ToArray();
        var second = new float[16];
        var weights = result.Values["block1.conv2.weight"].Constant!.ToArray<float>();
        for (var i = 0; i < weights.Length; i++)
        {
            second[i / 9 % 16] = Math.Max(second[i / 9 % 16], Math.Abs(weights[i]));
        }

        Assert.All(first.Zip(second), pair => Assert.Equal(1, pair.First / pair.Second, 1e-3));
    }

    [Fact]
    public void A_clip_stays_without_data_and_goes_where_it_never_clips()
    {
        var graph = SmallNetworks.Inverted();
        Assert.Equal([("block2.project", "head")], CrossLayerEqualization.Run(graph).Pairs);

        var lenient = CrossLayerEqualization.Run(graph, Source, new CrossLayerEqualizationOptions { MaximumClippedShare = 1 });
        Assert.Equal(6, lenient.Pairs.Count);
        Assert.Equal(5, lenient.ReplacedClips.Count);

        var strict = CrossLayerEqualization.Run(graph, Source, new CrossLayerEqualizationOptions { MaximumClippedShare = 0 });
        Assert.InRange(strict.Pairs.Count, 1, 5);
        Assert.InRange(OptimizedGraph.Sqnr(OptimizedGraph.Run(graph, _data), OptimizedGraph.Run(strict.Graph, _data)), 100, double.PositiveInfinity);
    }

    [Fact]
    public void Per_tensor_quantisation_of_uneven_channels_gains()
    {
        var graph = SmallNetworks.Inverted(spread: 300);
        var tolerant = new CrossLayerEqualizationOptions { MaximumClippedShare = 1 };
        var relu = CrossLayerEqualization.Run(graph, Source, tolerant with { MaximumSweeps = 0 }).Graph;
        var even = CrossLayerEqualization.Run(graph, Source, tolerant).Graph;

        Assert.True(Quality(relu, even) > Quality(relu, relu) + 3, $"{Quality(relu, relu)} dB before, {Quality(relu, even)} dB after");
    }

    [Fact]
    public void An_equalised_network_fuses_wholly()
    {
        var even = CrossLayerEqualization.Run(SmallNetworks.Inverted(), Source).Graph;
        var operators = OptimizedGraph.Operators(StaticQuantization.Run(even, Source).Graph);

        Assert.Equal(8, operators["QLinearConv"]);
        Assert.False(operators.ContainsKey("Clip") || operators.ContainsKey("Relu"));
    }

    private double Quality(Graph reference, Graph graph)
    {
        var quantized = StaticQuantization.Run(graph, Source, new StaticQuantizationOptions { PerChannel = false }).Graph;
        return OptimizedGraph.Sqnr(OptimizedGraph.Run(reference, _data), OptimizedGraph.Run(quantized, _data));
    }
}
