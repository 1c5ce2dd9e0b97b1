using Skylite.Compression.Quantization;
using Skylite.Graphs;
using Skylite.Zoo;

namespace Skylite.Tests.Quantization;

/// <summary>The form of a quantised graph, without running it.</summary>
public sealed class StaticQuantizationTests
{
    private static readonly Dictionary<string, ActivationRange> Ranges = new()
    {
        ["x"] = new ActivationRange(-1, 1),
        ["conv.relu"] = new ActivationRange(0, 2),
        ["sum"] = new ActivationRange(-2, 6),
        ["average"] = new ActivationRange(-1, 3),
        ["conv2"] = new ActivationRange(-3, 3),
    };

    [Fact]
    public void Activations_are_rounded_after_relu_and_on_both_inputs_of_add()
    {
        var graph = StaticQuantization.Apply(Network(), Ranges).Graph;

        Assert.Equal("Relu", Node(graph, "conv").Output(0).Uses.Single().Node.OpType);
        var relu = Node(graph, "conv.relu").Output(0);
        var quantize = relu.Uses.Single().Node;
        Assert.Equal("QuantizeLinear", quantize.OpType);
        Assert.Equal(0, quantize.Input(2).Constant!.Span<byte>()[0]);
        Assert.All(Node(graph, "sum").Inputs, i => Assert.Equal("DequantizeLinear", i!.Producer!.OpType));
        Assert.Equal("logits", graph.Outputs.Single().Name);
        Assert.Equal("Gemm", graph.Outputs.Single().Producer!.OpType);
        Assert.Empty(graph.Outputs.Single().Uses);
    }

    [Fact]
    public void Weights_are_signed_per_channel_and_the_bias_has_the_scale_of_the_products()
    {
        var graph = StaticQuantization.Apply(Network(), Ranges).Graph;

        var weight = Node(graph, "conv").Input(1).Producer!;
        Assert.Equal("DequantizeLinear", weight.OpType);
        Assert.Equal(0, weight.Attributes.Int("axis", 1));
        Assert.Equal([127, -64, 0, 0], weight.Input(0).Constant!.Span<sbyte>().ToArray().Select(v => (int)v));
        Assert.Equal([1f / 127, 1f], weight.Input(1).Constant!.ToArray<float>());
        Assert.Equal([0, 0], weight.Input(2).Constant!.ToArray<sbyte>());

        var bias = Node(graph, "conv").Input(2).Producer!;
        var step = QuantizationParameters.Of(Ranges["x"]).Scale;
        Assert.Equal([step / 127, step], bias.Input(1).Constant!.ToArray<float>());
        Assert.Equal([(int)Math.Round(0.5 / (step / 127)), 0], bias.Input(0).Constant!.ToArray<int>());
        Assert.Equal(ElementType.Int32, bias.Input(2).Constant!.Type);
        Assert.DoesNotContain(graph.Initializers, v => v.Name is "w1" or "b1");
    }

    [Fact]
    public void Reduced_range_and_per_tensor_are_obeyed()
    {
        var graph = StaticQuantization.Apply(Network(), Ranges, new StaticQuantizationOptions { ReducedRange = true, PerChannel = false }).Graph;

        var weight = Node(graph, "conv").Input(1).Producer!;
        Assert.Equal([63, -31, 0, 0], weight.Input(0).Constant!.Span<sbyte>().ToArray().Select(v => (int)v));
        Assert.Equal(0, weight.Input(1).Constant!.Rank);
        Assert.False(weight.Attributes.Contains("axis"));
    }

    [Fact]
    public void The_gemm_axis_follows_transB()
    {
        var graph = StaticQuantization.Apply(Network(), Ranges).Graph;

        // W is [2 inputs, 3 outputs], so that the outputs lie along axis 1.
        var weight = Node(graph, "dense").Input(1).Producer!;
        Assert.Equal(1, weight.Attributes.Int("axis", 0));
        Assert.Equal(3, weight.Input(1).Constant!.Count);
        Assert.Equal([127, 127, 127, 0, 32, -64], weight.Input(0).Constant!.Span<sbyte>().ToArray().Select(v => (int)v));
    }

    [Fact]
    public void Values_that_are_only_moved_share_their_inputs_scale()
    {
        var result = StaticQuantization.Apply(Network(), Ranges);

        Assert.Equal(result.Ranges["average"], result.Ranges["flat"]);
        var scales = result.Graph.Nodes.Where(n => n.OpType == "QuantizeLinear" && n.Input(0).Name is "average" or "flat").Select(n => n.Input(1)).ToArray();
        Assert.Single(scales.Distinct());
    }

    [Fact]
    public void Nodes_kept_in_float_stay_untouched()
    {
        var result = StaticQuantization.Apply(Network(), Ranges, new StaticQuantizationOptions { KeepFloat = ["conv2"] });

        Assert.Equal(ElementType.Float, Node(result.Graph, "conv2").Input(1).Constant!.Type);
        Assert.Equal(["conv2"], result.KeptFloat);
        Assert.Equal(["conv", "dense"], result.Quantized);
        Assert.Throws<QuantizationException>(() => StaticQuantization.Apply(Network(), Ranges, new StaticQuantizationOptions { KeepFloat = ["nobody"] }));
    }

    [Fact]
    public void What_cannot_be_quantised_is_told()
    {
        var once = StaticQuantization.Apply(Network(), Ranges).Graph;
        Assert.Contains(
            "quantised already", Assert.Throws<QuantizationException>(() => StaticQuantization.Apply(once, Ranges)).Message, StringComparison.Ordinal);

        var missing = new Dictionary<string, ActivationRange>(Ranges);
        missing.Remove("sum");
        Assert.Contains("'sum'", Assert.Throws<QuantizationException>(() => StaticQuantization.Apply(Network(), missing)).Message, StringComparison.Ordinal);

        var empty = new Graph("empty");
        empty.AddOutput(empty.Apply("Relu", "y", empty.AddInput("x", ElementType.Float, Shape.Of(1))));
        Assert.Throws<QuantizationException>(() => StaticQuantization.Apply(empty, Ranges));

        var broken = Network();
        broken.SetInitializer(broken.Values["w1"], Tensor.Create<float>([float.NaN, 1, 1, 1], 2, 2, 1, 1));
        Assert.Contains("'w1'", Assert.Throws<QuantizationException>(() => StaticQuantization.Apply(broken, Ranges)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_given_graph_is_not_changed()
    {
        var graph = Network();
        StaticQuantization.Apply(graph, Ranges);

        Assert.Equal(["conv", "conv.relu", "conv2", "sum", "average", "flat", "logits"], graph.Nodes.Select(n => n.Name == "dense" ? "logits" : n.Name));
    }

    [Fact]
    public void A_nearly_dead_channel_keeps_its_bias()
    {
        var graph = Network();
        graph.SetInitializer(graph.Values["w1"], Tensor.Create<float>([1, -0.5f, 1e-30f, 0], 2, 2, 1, 1));
        graph.SetInitializer(graph.Values["b1"], Tensor.Vector(0.5f, 3f));
        var result = StaticQuantization.Apply(graph, Ranges).Graph;

        var bias = Node(result, "conv").Input(2).Producer!;
        Assert.Equal(3, bias.Input(0).Constant!.ToArray<int>()[1] * (double)bias.Input(1).Constant!.ToArray<float>()[1], 1e-4);
    }

    [Fact]
    public void Factors_of_gemm_are_folded()
    {
        var plain = Node(StaticQuantization.Apply(Network(), Ranges).Graph, "dense");
        var graph = Network();
        Node(graph, "dense").Attributes.Set("alpha", 2f);
        var scaled = Node(StaticQuantization.Apply(graph, Ranges).Graph, "dense");

        Assert.Equal(1, scaled.Attributes.Float("alpha", 1));
        Assert.Equal(
            plain.Input(1).Producer!.Input(1).Constant!.ToArray<float>().Select(s => 2 * s),
            scaled.Input(1).Producer!.Input(1).Constant!.ToArray<float>());
    }

    [Fact]
    public void The_weights_of_a_siamese_encoder_are_stored_once()
    {
        var graph = Models.Build("light-siamese", new ModelOptions { Classes = 2, Seed = 1 }.WithSize(32));
        var kernels = graph.Initializers.Where(i => i.Constant!.Rank == 4).Sum(i => i.Constant!.Count);

        var result = StaticQuantization.Run(graph, new UnitActivations()).Graph;

        Assert.Equal(kernels, result.Initializers.Where(i => i.Constant!.Rank == 4).Sum(i => i.Constant!.Count));
    }

    private static Node Node(Graph graph, string name) => graph.Nodes.Single(n => n.Name == name);

    // x → conv → relu ─┬→ conv2 → sum → average → flatten → dense
    //                  └───────────┘
    // A Relu keeps a scale of its own, and what it is joined to must still hold its largest numbers.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_joined_has_the_range_of_all_that_is(bool signedFirst)
    {
        var graph = new Graph("skips");
        var x = graph.AddInput("x", ElementType.Float, new Shape(Dimension.Named("N"), 2, 4, 4));
        Value Weights(string name, params float[] values) => graph.AddInitializer(name, Tensor.Create<float>(values, values.Length / 2, 2, 1, 1));
        var relu = graph.Apply("Relu", "skip", graph.Apply("Conv", "conv1", x, Weights("w1", 1, 2, 3, 4)));
        var signed = graph.Apply("Conv", "signed", relu, Weights("w2", 1, 2, 3, 4));
        Value[] both = signedFirst ? [signed, relu] : [relu, signed];
        var joined = graph.Apply("Concat", "joined", both);
        joined.Producer!.Attributes.Set("axis", 1L);
        var mixed = graph.Apply("Conv", "mixed", joined, graph.AddInitializer("w3", Tensor.Create<float>([1, 2, 3, 4, 5, 6, 7, 8], 2, 4, 1, 1)));
        graph.AddOutput(graph.Apply("Conv", "last", mixed, Weights("w4", 1, 2)));
        var ranges = new Dictionary<string, ActivationRange>
        {
            ["x"] = new(-1, 1),
            ["skip"] = new(0, 5),
            ["signed"] = new(-0.1f, 0.1f),
            ["joined"] = new(-0.1f, 5),
            ["mixed"] = new(-9, 9),
        };

        var written = StaticQuantization.Apply(graph, ranges).Graph;

        var rounded = Node(written, "joined").Output(0).Uses.Single().Node;
        Assert.Equal("QuantizeLinear", rounded.OpType);
        var (scale, zero) = (rounded.Input(1).Constant!.Span<float>()[0], rounded.Input(2).Constant!.Span<byte>()[0]);
        Assert.InRange(scale * (255 - zero), 4.9f, 5.2f);
    }

    private static Graph Network()
    {
        var graph = new Graph("network");
        var x = graph.AddInput("x", ElementType.Float, new Shape(Dimension.Named("N"), 2, 4, 4));
        var conv = graph.Apply(
            "Conv", "conv", x, graph.AddInitializer("w1", Tensor.Create<float>([1, -0.5f, 0, 0], 2, 2, 1, 1)),
            graph.AddInitializer("b1", Tensor.Vector(0.5f, 0f)));
        var relu = graph.Apply("Relu", "conv.relu", conv);
        var conv2 = graph.Apply("Conv", "conv2", relu, graph.AddInitializer("w2", Tensor.Create<float>([1, 2, 3, 4], 2, 2, 1, 1)));
        var average = graph.Apply("GlobalAveragePool", "average", graph.Apply("Add", "sum", conv2, relu));
        var flat = graph.Apply("Flatten", "flat", average);
        var dense = graph.Apply(
            "Gemm", "dense", flat, graph.AddInitializer("w3", Tensor.Create<float>([1, 2, 4, 0, 0.5f, -2], 2, 3)),
            graph.AddInitializer("b3", Tensor.Vector(0f, 0f, 0f)));
        graph.Rename(dense, "logits");
        graph.AddOutput(dense);
        return graph;
    }

    // Every activation between −1 and 1.
    private sealed class UnitActivations : IActivationSource, IActivationBatch
    {
        public IEnumerable<IActivationBatch> Read(Graph graph, IReadOnlyList<string> values, CancellationToken cancellationToken = default) => [this];

        public ReadOnlySpan<float> Data(string value) => (float[])[-1, 1];

        public IReadOnlyList<long> Shape(string value) => [2];
    }
}
