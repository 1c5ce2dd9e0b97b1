using Skylite.Graphs;
using Skylite.Graphs.Cost;
using Skylite.Graphs.Onnx;

namespace Skylite.Tests.Graphs;

public class CostReportTests
{
    [Fact]
    public void A_small_classifier_costs_what_a_hand_counts()
    {
        var report = CostReport.Of(Samples.Classifier());

        // conv 8·3·3·3 + 8, norm 8 + 8, gemm 5·128 + 5; running statistics 8 + 8 are apart
        Assert.Equal(224 + 16 + 645, report.Parameters);
        Assert.Equal(16, report.RunningStatistics);
        // conv: 8·8 places × 8 channels × 27; gemm: 5 × 128
        Assert.Equal((64 * 8 * 27) + 640, report.Macs);
        Assert.Equal((64 * 8 * 27, 224), (Node(report, "conv").Macs, Node(report, "conv").Parameters));
        Assert.Equal(0, Node(report, "norm").Macs);
        Assert.Equal(Shape.Of(1, 8, 8, 8), Assert.Single(Node(report, "conv").Outputs));
        // conv reads 3·16·16, writes 8·8·8, holds 224 weights
        Assert.Equal(768 + 512 + 224, Node(report, "conv").MemoryAccess);
        Assert.Equal(4 * (768 + 512 + 224), Node(report, "conv").MovedBytes);
        Assert.Equal(0, Node(report, "flat").MovedBytes);
        // the worst node is conv → norm → relu: the input and one map of 8·8·8, or two maps of 8·8·8 (the input is still wanted by Shape)
        Assert.Equal(4 * (768 + 512 + 512), report.PeakActivationBytes);
    }

    [Fact]
    public void Cost_grows_with_the_batch_and_leaves_the_graph_alone()
    {
        var graph = Samples.Classifier();
        var before = OnnxWriter.ToBytes(graph);
        var one = CostReport.Of(graph);
        var four = CostReport.Of(graph, new CostOptions { Batch = 4 });

        Assert.Equal(4 * one.Macs, four.Macs);
        Assert.Equal(one.Parameters, four.Parameters);
        Assert.Equal(before, OnnxWriter.ToBytes(graph));
        Assert.Equal(before.Length, one.FileBytes);
    }

    [Fact]
    public void Input_sizes_can_be_given()
    {
        var graph = Samples.ConvRelu();
        var large = CostReport.Of(graph, new CostOptions { InputShapes = new Dictionary<string, Shape> { ["x"] = Shape.Of(1, 3, 16, 16) } });
        Assert.Equal(16 * 16 * 4 * 27, large.Macs);
        Assert.Throws<InvalidDataException>(() => CostReport.Of(
            graph, new CostOptions { InputShapes = new Dictionary<string, Shape> { ["z"] = Shape.Of(1) } }));
    }

    [Fact]
    public void Groups_and_transposed_convolutions_and_matrix_products()
    {
        var graph = new Graph("g");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(1, 8, 10, 10));
        var depthwise = graph.Apply("Conv", "depthwise", x, graph.AddInitializer("d", Samples.Floats(8, 1, 3, 3)));
        depthwise.Producer!.Attributes.Set("group", 8);
        graph.AddOutput(graph.Apply("ConvTranspose", "up", depthwise, graph.AddInitializer("u", Samples.Floats(8, 4, 2, 2))));
        graph.AddOutput(graph.Apply("MatMul", "product", x, graph.AddInitializer("m", Samples.Floats(10, 6))));
        var report = CostReport.Of(graph);

        Assert.Equal(64 * 8 * 9, Node(report, "depthwise").Macs);
        // every one of the 8·8·8 inputs meets 4·2·2 weights
        Assert.Equal(512 * 16, Node(report, "up").Macs);
        Assert.Equal(8 * 10 * 6 * 10, Node(report, "product").Macs);
    }

    [Theory]
    [InlineData("bij,bjk->bik", 2 * 3 * 4 * 5, "[2, 3, 5]")]
    [InlineData("...ij,...jk", 2 * 3 * 4 * 5, "[2, 3, 5]")]
    [InlineData("bij,bjk->", 2 * 3 * 4 * 5, "[]")]
    public void Sums_after_Einstein(string equation, long macs, string shape)
    {
        var graph = new Graph("g");
        var (a, b) = (graph.AddInput("a", ElementType.Float, Shape.Of(2, 3, 4)), graph.AddInput("b", ElementType.Float, Shape.Of(2, 4, 5)));
        var y = graph.Apply("Einsum", "y", a, b);
        y.Producer!.Attributes.Set("equation", equation);
        graph.AddOutput(y);

        Assert.Equal((macs, shape), (CostReport.Of(graph).Macs, CostReport.Of(graph).Nodes[0].Outputs[0]!.ToString()));
    }

    [Fact]
    public void Sizes_beyond_counting_are_an_error()
    {
        var graph = new Graph("g");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(1L << 40, 1L << 40));
        graph.AddOutput(graph.Apply("Relu", "y", x));
        Assert.Throws<InvalidDataException>(() => CostReport.Of(graph));
    }

    [Fact]
    public void Quantised_weights_count_as_the_numbers_they_stand_for()
    {
        var graph = new Graph("g");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(1, 2, 4, 4));
        var stored = graph.AddInitializer("q", new Tensor(ElementType.Int8, [3, 2, 1, 1], new byte[6]));
        var weight = graph.Apply("DequantizeLinear", "w", stored, graph.AddInitializer("scale", Tensor.Scalar(0.1f)));
        var half = graph.AddInitializer("half", Tensor.Scalar(0.5f));
        graph.AddOutput(graph.Apply("Mul", "y", graph.Apply("Conv", "conv", x, weight), half));

        Assert.Equal(6, CostReport.Of(graph).Parameters);
    }

    private static NodeCost Node(CostReport report, string name) => report.Nodes.Single(n => n.Name == name);
}
