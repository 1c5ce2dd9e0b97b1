using Skylite.Graphs;
using Skylite.Workbench.Models;
using Skylite.Zoo;

namespace Skylite.Tests.Workbench;

public class InputShapesTests
{
    [Fact]
    public void Open_lengths_become_batch_1_three_bands_and_a_side_that_fits()
    {
        var graph = new Graph("open");
        var input = graph.AddInput("image", ElementType.Float, new Shape(Dimension.Named("n"), Dimension.Unknown, Dimension.Named("h"), Dimension.Named("w")));
        var weight = graph.AddInitializer("w", Tensor.Create<float>(new float[3 * 8 * 3 * 3], 8, 3, 3, 3));
        var output = graph.AddValue("y");
        graph.AddNode("Conv", [input, weight], [output]);
        graph.AddOutput(output);

        Assert.Equal(Shape.Of(1, 3, 224, 224), InputShapes.Of(graph, new Dictionary<string, Shape>())["image"]);
        Assert.Equal(Shape.Of(2, 3, 64, 96), InputShapes.Of(graph, InputShapes.Parse(["image=2,3,64,96"]))["image"]);
        Assert.Contains(
            "image", Assert.Throws<ArgumentException>(() => InputShapes.Of(graph, InputShapes.Parse(["imag=1,3,8,8"]))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "does not fit",
            Assert.Throws<ArgumentException>(() => InputShapes.Of(graph, InputShapes.Parse(["image=1,3,8"]))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_side_that_the_layers_refuse_is_passed_over()
    {
        var graph = Models.Build("lenet", new ModelOptions { Classes = 10, InputChannels = 1, Height = 28, Width = 28 });
        var open = graph.Inputs[0].Shape!.With(2, Dimension.Named("h")).With(3, Dimension.Named("w"));
        graph.Inputs[0].Shape = open;

        // A LeNet ends in a dense layer, which fits 28 × 28 and none of the usual sides but 32 or none at all: then the message says what to state.
        var error = Record.Exception(() => InputShapes.Of(graph, new Dictionary<string, Shape>()));
        Assert.True(error is null || error.Message.Contains("--shape", StringComparison.Ordinal), error?.Message);
        Assert.Equal(28, InputShapes.Of(graph, InputShapes.Parse([$"{graph.Inputs[0].Name}=1,1,28,28"]))[graph.Inputs[0].Name][2].Length);
    }

    [Fact]
    public void An_input_without_a_shape_gets_open_axes_where_a_shape_is_stated()
    {
        var graph = new Graph("bare");
        graph.AddInput("image", ElementType.Float, null);
        graph.AddInput("other", ElementType.Float, null);

        InputShapes.Open(graph, InputShapes.Parse(["image=1,3,8,8"]));

        Assert.Equal(4, graph.Inputs[0].Shape!.Rank);
        Assert.All(graph.Inputs[0].Shape!, d => Assert.False(d.IsKnown));
        Assert.Null(graph.Inputs[1].Shape);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("image=")]
    [InlineData("image=1,x")]
    [InlineData("=1,2")]
    public void What_is_no_shape_is_refused(string text) =>
        Assert.Contains("image=1,3,224,224", Assert.Throws<ArgumentException>(() => InputShapes.Parse([text])).Message, StringComparison.Ordinal);
}
