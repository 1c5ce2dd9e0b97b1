using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Allocation;
using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Graphs.Passes;
using Skylite.Tests.Native.Training;
using Skylite.Workbench.Models;
using Skylite.Workbench.Proof;

namespace Skylite.Tests.Native.Pruning;

/// <summary>Channels cross operators that read at computed places or sum by an equation: masked ≡ removed ≡ ONNX Runtime.</summary>
public sealed class OperatorCertificateTests
{
    private int _seed;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Attention_by_einsum_loses_positions_or_heads(bool wholeHeads)
    {
        // four heads of eight channels; weights carry heads and channels on axes of their own
        var graph = new Graph("einsum");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(2, 5, 6));
        var (q, k, v) = (Einsum(graph, "bnd,dhk->bnhk", x, Weight(graph, 6, 4, 8)),
            Einsum(graph, "bnd,dhk->bnhk", x, Weight(graph, 6, 4, 8)), Einsum(graph, "bnd,dhk->bnhk", x, Weight(graph, 6, 4, 8)));
        var scores = graph.Apply("Softmax", "scores", Einsum(graph, "bihk,bjhk->bhij", graph.Apply("Add", "biased", q, Weight(graph, 4, 8)), k));
        Return(graph, Einsum(graph, "bihk,hkd->bid", Einsum(graph, "bhij,bjhk->bihk", scores, v), Weight(graph, 4, 8, 6)));

        Certify(graph, new ChannelOptions { WholeHeads = wholeHeads }, 0.5);
    }

    [Fact]
    public void Heads_that_a_reshape_splits_off_meet_weights_in_an_einsum()
    {
        var graph = new Graph("split");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(2, 5, 6));
        var wide = graph.Apply("Relu", "relu", graph.Apply("MatMul", "wide", x, Weight(graph, 6, 32)));
        var heads = graph.Apply("Reshape", "heads", wide, graph.AddInitializer("shape", Tensor.Vector<long>(0, 0, 4, 8)));
        Return(graph, Einsum(graph, "bnhk,hkd->bnd", heads, Weight(graph, 4, 8, 6)));

        Certify(graph, ChannelOptions.Default, 0.75);
    }

    [Fact]
    public void A_sum_over_channels_that_are_not_zero_when_silent_keeps_them()
    {
        var graph = new Graph("loud");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(2, 6));
        var left = graph.Apply("Sigmoid", "left", graph.Apply("MatMul", "a", x, Weight(graph, 6, 8)));
        var right = graph.Apply("Sigmoid", "right", graph.Apply("MatMul", "b", x, Weight(graph, 6, 8)));
        Return(graph, Einsum(graph, "bc,bc->b", left, right));
        ShapeInference.Run(graph);

        var groups = ChannelGroups.Of(graph);

        Assert.Empty(groups.Families);
        Assert.Contains(groups.Pinned, p => p.Reason.Contains("not zero when silent", StringComparison.Ordinal));
    }

    [Fact]
    public void Channels_before_and_after_a_deformable_convolution_go()
    {
        var graph = new Graph("deformable");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(1, 3, 8, 8));
        var before = graph.Apply("Relu", "before", Conv(graph, x, 3, 8));
        var offsets = Conv(graph, before, 8, 18);
        var deformed = graph.Apply("DeformConv", "deformed", before, Weight(graph, 8, 8, 3, 3), offsets, Weight(graph, 8));
        deformed.Producer!.Attributes.Set("pads", [1, 1, 1, 1]);
        Return(graph, Conv(graph, graph.Apply("Relu", "after", deformed), 8, 4));

        var result = Certify(graph, ChannelOptions.Default, 0.6);

        Assert.Contains(result.Pinned, p => p.Reason.Contains("'deformed' (DeformConv) reads it as offsets", StringComparison.Ordinal));
    }

    [Fact]
    public void Channels_pass_through_sampling_and_regions()
    {
        var graph = new Graph("sampling");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(1, 3, 8, 8));
        var features = graph.Apply("Relu", "features", Conv(graph, x, 3, 16));
        var grid = graph.AddInitializer("grid", OrtOracle.Noise(9, 1, 6, 6, 2));
        var sampled = graph.Apply("GridSample", "sampled", features, grid);
        var resized = graph.Apply("Resize", "resized", sampled, null, null, graph.AddInitializer("sizes", Tensor.Vector<long>(1, 16, 9, 7)));
        resized.Producer!.Attributes.Set("mode", "linear");
        resized.Producer!.Attributes.Set("antialias", 1);
        var pooled = graph.Apply("LpPool", "pooled", resized);
        pooled.Producer!.Attributes.Set("kernel_shape", [2, 2]);
        var regions = graph.AddInitializer("regions", Tensor.Create<float>([0, 0, 5, 5, 1, 2, 6, 4], 2, 4));
        var aligned = graph.Apply("RoiAlign", "aligned", pooled, regions, graph.AddInitializer("images", Tensor.Vector<long>(0, 0)));
        aligned.Producer!.Attributes.Set("output_height", 2);
        aligned.Producer!.Attributes.Set("output_width", 2);
        Return(graph, Conv(graph, aligned, 16, 4));

        Certify(graph, ChannelOptions.Default, 0.6);
    }

    private static PruneResult Certify(Graph graph, ChannelOptions channels, double atMost)
    {
        var result = Pruner.Prune(graph, new PruneOptions { Amount = new AllocationOptions { Ratio = 0.5, Align = 1 }, Channels = channels });
        var certificate = RemovalCertificate.Issue(
            result, ModelInputs.Noise(graph, InputShapes.Of(graph, new Dictionary<string, Shape>()), 2, seed: 5), new InterpreterRunner(), new RuntimeRunner());

        Assert.True(certificate.Holds && certificate.SilencedToRemoved < 1e-5, certificate.ToString());
        Assert.True(Parameters(result.Graph) <= atMost * Parameters(graph), $"{Parameters(result.Graph)} of {Parameters(graph)} are left");
        return result;
    }

    private static long Parameters(Graph graph) => graph.Initializers.Where(i => i.Type == ElementType.Float).Sum(i => i.Constant!.Count);

    private static Value Einsum(Graph graph, string equation, params Value[] inputs)
    {
        var value = graph.Apply("Einsum", "einsum", inputs);
        value.Producer!.Attributes.Set("equation", equation);
        return value;
    }

    private static void Return(Graph graph, Value value)
    {
        value.Type = ElementType.Float;
        graph.AddOutput(value);
    }

    private Value Weight(Graph graph, params long[] shape) => graph.AddInitializer(graph.FreshName("weight"), OrtOracle.Noise(++_seed, shape));

    private Value Conv(Graph graph, Value x, long from, long to)
    {
        var value = graph.Apply("Conv", "conv", x, Weight(graph, to, from, 3, 3), Weight(graph, to));
        value.Producer!.Attributes.Set("pads", [1, 1, 1, 1]);
        return value;
    }
}
