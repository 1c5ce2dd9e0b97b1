using Skylite.Graphs;
using Skylite.Inference;
using Skylite.Tests.Native.OnnxRuntime;
using Skylite.Tests.Native.Quantization;
using Skylite.Workbench.Benchmarks;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Inference;

public sealed class LatencyTests
{
    private static readonly LatencyOptions Quick = new() { MinimumTurns = 3, MaximumTurns = 3, RunsPerTurn = 2, WarmUp = 1, TimeBudget = TimeSpan.Zero };

    [Fact]
    public void Models_are_measured_side_by_side()
    {
        var results = Latency.Measure([Source(SmallNetworks.Residual()), Source(SmallNetworks.Inverted())], Quick with { Batch = 4 });

        Assert.Equal(["residual", "inverted"], results.Select(r => r.Name));
        Assert.All(results, r =>
        {
            Assert.Equal((4, 1, 6), (r.Batch, r.Threads, r.Runs));
            Assert.True(r.P10 > 0 && r.P10 <= r.Median && r.Median <= r.P90);
            Assert.Equal(4000 / r.Median, r.ImagesPerSecond, 1e-9);
        });
        Assert.Equal(results[1].Median / results[0].Median, results[0].SpeedUpOver(results[1]), 1e-9);
    }

    [Fact]
    public void A_larger_network_takes_longer()
    {
        var small = Source(SmallNetworks.Residual());
        var results = Latency.Measure([small, small], Quick with { MinimumTurns = 10, MaximumTurns = 10 });
        var large = Latency.Measure([small], Quick with { Batch = 64 })[0];

        Assert.True(large.Median > 4 * results.Min(r => r.Median), $"{large.Median} ms for 64 samples, {results[0].Median} ms for one");
    }

    [Fact]
    public void A_profile_names_the_nodes_with_weights()
    {
        var graph = SmallNetworks.Residual();
        var layers = LayerProfile.Measure(Source(graph), Quick, graph);

        var convolutions = graph.Nodes.Where(n => n.OpType == "Conv").Select(n => n.Name).Order();
        Assert.Equal(convolutions, layers.Where(l => l.OpType is "Conv" or "FusedConv").Select(l => l.Node).Order());
        Assert.Equal(1, layers.Sum(l => l.Share), 1e-9);
        Assert.All(layers, l => Assert.True(l.Milliseconds >= 0));
    }

    // The runtime calls a convolution that it fused with what follows after the last node's output, which foreign files give another name than the node.
    [Theory]
    [InlineData("resnet18", "")]
    [InlineData("resnet18", "_output")]
    [InlineData("mobilenet-v2", "")]
    [InlineData("light-siamese", "")]
    public void A_profile_names_convolutions_whose_normalisation_and_activation_were_fused_with_them(string network, string suffix)
    {
        var graph = Models.Build(network, new ModelOptions { WidthMultiplier = 0.25, Classes = 2 }.WithSize(32));
        foreach (var value in graph.Nodes.Select(n => n.Outputs[0]).OfType<Value>().ToArray())
        {
            graph.Rename(value, value.Name + suffix);
        }

        var layers = LayerProfile.Measure(Source(graph), Quick, graph);

        Assert.Contains(graph.Nodes, n => n.OpType == "BatchNormalization");
        var convolutions = graph.Nodes.Where(n => n.OpType == "Conv").Select(n => n.Name).Order(StringComparer.Ordinal);
        Assert.Equal(convolutions, layers.Where(l => l.OpType is "Conv" or "FusedConv").Select(l => l.Node).Order(StringComparer.Ordinal));
        var table = Benchmark.Layers([Source(graph)], new BenchmarkOptions { Threads = [1], Batches = [1], MinimumTurns = 1 });
        Assert.Empty(convolutions.Except(table[0].Layers.Select(l => l.Node)));
    }

    [Fact]
    public void Warm_up_runs_do_not_count_in_a_profile()
    {
        var profile = """
            [{"cat":"Session","name":"model_loading","dur":7},
             {"cat":"Node","name":"conv_token_3_kernel_time","dur":9000,"args":{"op_name":"QLinearConv"}},
             {"cat":"Node","name":"fc_kernel_time","dur":3000,"args":{"op_name":"QGemm"}},
             {"cat":"Node","name":"conv_token_3_kernel_time","dur":1000,"args":{"op_name":"QLinearConv"}},
             {"cat":"Node","name":"fc_kernel_time","dur":3000,"args":{"op_name":"QGemm"}}]
            """u8.ToArray();

        Assert.Equal([new LayerTime("conv", "QLinearConv", 1, 0.25), new LayerTime("fc", "QGemm", 3, 0.75)], LayerProfile.Read(profile, skip: 1));
        Assert.Throws<InvalidDataException>(() => LayerProfile.Read("{}"u8.ToArray()));
    }

    private static ModelSource Source(Graph graph) => ModelSource.FromBytes(graph.Bytes(), graph.Name);
}
