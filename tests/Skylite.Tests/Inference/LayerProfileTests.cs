using System.Text;
using Skylite.Graphs;
using Skylite.Inference;

namespace Skylite.Tests.Inference;

public sealed class LayerProfileTests
{
    // Two convolutions, each with its normalisation, meet in a sum: the first runs alone, the second with the sum and what follows.
    [Theory]
    [InlineData("left.bn", "right")]
    [InlineData("right.bn", "left")]
    public void A_kernel_called_after_a_sum_computes_the_convolution_before_it_that_did_not_run_yet(string alone, string fused)
    {
        var graph = new Graph("joint");
        var image = graph.AddInput("image", ElementType.Float, Shape.Of(1, 3, 8, 8));
        var sum = graph.Apply("Add", "sum", Branch(graph, "left", image), Branch(graph, "right", image));
        graph.AddOutput(graph.Apply("Relu", "relu", sum));

        var names = LayerProfile.Read(Profile(alone, "relu"), graph: graph).Select(t => t.Node);

        Assert.Equal([alone[..^3], fused], names);
    }

    // A normalisation that stands alone becomes a convolution, which is none of the graph's.
    [Fact]
    public void A_kernel_that_computes_no_node_with_weights_keeps_its_name()
    {
        var graph = new Graph("alone");
        var image = graph.AddInput("image", ElementType.Float, Shape.Of(1, 3, 8, 8));
        var first = Branch(graph, "first", image);
        graph.AddOutput(Normalized(graph, "second.bn", graph.Apply("Relu", "relu", first)));

        Assert.Equal(["first", "second.bn"], LayerProfile.Read(Profile("relu", "second.bn"), graph: graph).Select(t => t.Node));
    }

    private static Value Branch(Graph graph, string name, Value input) => Normalized(
        graph, name + ".bn", graph.Apply("Conv", name, input, graph.AddInitializer(name + ".weight", Tensor.Create<float>(new float[9], [3, 3, 1, 1]))));

    private static Value Normalized(Graph graph, string name, Value input) => graph.Apply(
        "BatchNormalization",
        name,
        [input, .. new[] { "a", "b", "c", "d" }.Select(p => graph.AddInitializer($"{name}.{p}", Tensor.Create<float>(new float[3], [3])))]);

    private static byte[] Profile(params string[] kernels) => Encoding.UTF8.GetBytes(
        "[" + string.Join(',', kernels.Select(k => $$$"""{"cat":"Node","name":"{{{k}}}_nchwc_kernel_time","dur":1000,"args":{"op_name":"Conv"}}""")) + "]");
}
