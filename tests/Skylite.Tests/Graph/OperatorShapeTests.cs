using Skylite.Graphs;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Graphs;

/// <summary>Shapes computed by hand or taken from PyTorch's documentation of the same operation.</summary>
public class OperatorShapeTests
{
    private static readonly Dimension Batch = Dimension.Named("batch");

    [Theory]
    [InlineData(224, 7, 2, 3, 1, false, 112)]
    [InlineData(56, 3, 1, 1, 1, false, 56)]
    [InlineData(10, 3, 1, 2, 2, false, 10)]
    [InlineData(5, 2, 2, 0, 1, false, 2)]
    [InlineData(5, 2, 2, 0, 1, true, 3)]
    // the last window would start in the padding: PyTorch leaves it out
    [InlineData(4, 1, 3, 1, 1, true, 2)]
    public void Windows_slide(int length, int kernel, int stride, int pad, int dilation, bool ceil, int expected)
    {
        var (graph, x) = Start(Batch, 2, length, length);
        var y = graph.Apply("MaxPool", "y", x);
        Set(y, ("kernel_shape", [kernel, kernel]), ("strides", [stride, stride]), ("pads", [pad, pad, pad, pad]), ("dilations", [dilation, dilation]));
        y.Producer!.Attributes.Set("ceil_mode", ceil ? 1 : 0);
        AssertShape(graph, y, new Shape(Batch, 2, expected, expected));
    }

    [Fact]
    public void Convolutions_keep_a_named_size_when_they_are_padded_to_it()
    {
        var (graph, x) = Start(Batch, 4, Dimension.Named("h"), 9);
        var y = graph.Apply("Conv", "y", x, graph.AddInitializer("w", Samples.Floats(6, 2, 3, 3)));
        y.Producer!.Attributes.Set("group", 2);
        Set(y, ("pads", [1, 1, 1, 1]));
        AssertShape(graph, y, new Shape(Batch, 6, Dimension.Named("h"), 9));

        Set(y, ("strides", [2, 2]));
        AssertShape(graph, y, new Shape(Batch, 6, Dimension.Unknown, 5));
    }

    [Theory]
    [InlineData("SAME_UPPER", 4)]
    [InlineData("VALID", 3)]
    public void Automatic_pads(string mode, int expected)
    {
        var (graph, x) = Start(1, 1, 7);
        var y = graph.Apply("Conv", "y", x, graph.AddInitializer("w", Samples.Floats(1, 1, 3)));
        y.Producer!.Attributes.Set("auto_pad", mode);
        Set(y, ("strides", [2]));
        AssertShape(graph, y, Shape.Of(1, 1, expected));
    }

    [Fact]
    public void Transposed_convolution_undoes_the_size_of_a_convolution()
    {
        var (graph, x) = Start(1, 4, 7, 7);
        var y = graph.Apply("ConvTranspose", "y", x, graph.AddInitializer("w", Samples.Floats(4, 3, 3, 3)));
        y.Producer!.Attributes.Set("group", 2);
        Set(y, ("strides", [2, 2]), ("pads", [1, 1, 1, 1]), ("output_padding", [1, 1]));
        AssertShape(graph, y, Shape.Of(1, 6, 14, 14));
    }

    [Fact]
    public void Matrix_products_broadcast_their_leading_axes()
    {
        var (graph, x) = Start(Batch, 1, 4, 5);
        AssertShape(graph, graph.Apply("MatMul", "y", x, graph.AddInitializer("w", Samples.Floats(3, 5, 6))), new Shape(Batch, 3, 4, 6));
        AssertShape(graph, graph.Apply("MatMul", "z", x, graph.AddInitializer("v", Samples.Floats(5))), new Shape(Batch, 1, 4));
    }

    [Theory]
    [InlineData(new long[] { 0, -1 }, "[batch, 24]")]
    [InlineData(new long[] { -1, 24 }, "[batch, 24]")]
    [InlineData(new long[] { -1, 4 }, "[6*batch, 4]")]
    [InlineData(new long[] { 0, 2, 2, 6 }, "[batch, 2, 2, 6]")]
    public void Reshape_keeps_names(long[] target, string expected)
    {
        var (graph, x) = Start(Batch, 4, 6);
        var y = graph.Apply("Reshape", "y", x, graph.AddInitializer("t", Tensor.Vector<long>(target)));
        AssertShape(graph, y, expected);
    }

    [Fact]
    public void Windows_of_a_transformer_come_back_to_the_batch()
    {
        // [batch, 4, 3] → [batch·2, 2, 3] → [batch, 2·2·3] with the batch computed by division, as PyTorch exports window attention
        var (graph, x) = Start(Batch, 4, 3);
        var windows = graph.Apply("Reshape", "windows", x, graph.AddInitializer("t", Tensor.Vector<long>(-1, 2, 3)));
        var count = graph.Apply("Gather", "count", graph.Apply("Shape", "shape", windows), graph.AddInitializer("zero", Tensor.Scalar(0L)));
        var batch = graph.Apply("Div", "b", count, graph.AddInitializer("two", Tensor.Scalar(2L)));
        var axes = graph.AddInitializer("axes", Tensor.Vector<long>(0));
        var target = graph.Apply("Concat", "target", graph.Apply("Unsqueeze", "u", batch, axes), graph.AddInitializer("rest", Tensor.Vector<long>(-1)));
        target.Producer!.Attributes.Set("axis", 0);
        AssertShape(graph, graph.Apply("Reshape", "y", windows, target), "[batch, 12]");
        AssertShape(graph, windows, "[2*batch, 2, 3]");
    }

    [Theory]
    [InlineData(0L, long.MaxValue, 1L, 10)]
    [InlineData(-3L, long.MaxValue, 1L, 3)]
    [InlineData(0L, -2L, 3L, 3)]
    [InlineData(-1L, long.MinValue, -1L, 10)]
    [InlineData(20L, 30L, 1L, 0)]
    [InlineData(8L, 2L, -4L, 2)]
    public void Ranges_follow_the_standard(long start, long end, long step, int expected)
    {
        var (graph, x) = Start(10);
        Value One(string name, long value) => graph.AddInitializer(name, Tensor.Vector(value));
        var y = graph.Apply("Slice", "y", x, One("s", start), One("e", end), One("a", 0), One("st", step));
        AssertShape(graph, y, Shape.Of(expected));
    }

    [Fact]
    public void Shapes_that_do_not_fit_name_the_node()
    {
        var (graph, x) = Start(1, 3, 8, 8);
        graph.Apply("Conv", "stem", x, graph.AddInitializer("w", Samples.Floats(4, 5, 3, 3)));
        var error = Assert.Throws<InvalidDataException>(() => ShapeInference.Run(graph)).Message;
        Assert.Contains("'stem' (Conv)", error, StringComparison.Ordinal);
        Assert.Contains("[1, 3, 8, 8]", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_lengths_can_be_given_numbers()
    {
        var graph = Samples.Classifier();
        ShapeInference.Run(graph);
        Assert.Equal(new Shape(Batch, 5), graph.Outputs[0].Shape);

        ShapeInference.Run(graph, new Dictionary<string, long> { ["batch"] = 7 });
        Assert.Equal(Shape.Of(7, 5), graph.Outputs[0].Shape);
        Assert.Equal(Shape.Of(7, 8, 4, 4), graph.Values["pool"].Shape);
    }

    private static (Graph Graph, Value Input) Start(params ReadOnlySpan<Dimension> lengths)
    {
        var graph = new Graph("g");
        return (graph, graph.AddInput("x", ElementType.Float, new Shape(lengths)));
    }

    private static void Set(Value output, params ReadOnlySpan<(string Name, long[] Values)> attributes)
    {
        foreach (var (name, values) in attributes)
        {
            output.Producer!.Attributes.Set(name, values);
        }
    }

    private static void AssertShape(Graph graph, Value value, Shape expected) => AssertShape(graph, value, expected.ToString());

    private static void AssertShape(Graph graph, Value value, string expected)
    {
        ShapeInference.Run(graph);
        Assert.Equal(expected, value.Shape?.ToString());
    }
}
