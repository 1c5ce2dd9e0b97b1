using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Graphs;

/// <summary>Files follow operator set 17 unless a node needs a later one.</summary>
public class NewerFormTests
{
    [Fact]
    public void A_node_of_a_later_set_raises_the_file_s_and_the_reader_gives_the_same_graph()
    {
        var graph = new Graph("newer");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(1, 4, 8, 8));
        var resized = graph.Apply("Resize", "resized", x, null, null, graph.AddInitializer("sizes", Tensor.Vector<long>(1, 4, 5, 5)));
        resized.Producer!.Attributes.Set("mode", "linear");
        resized.Producer!.Attributes.Set("antialias", 1);
        var mean = graph.Apply("ReduceMean", "mean", resized);
        mean.Producer!.Attributes.Set("axes", [2, 3]);
        var split = graph.AddNode("Split", [mean], [graph.AddValue("a"), graph.AddValue("b")], "split");
        split.Attributes.Set("axis", 1);
        graph.AddOutput(split.Output(0));
        graph.AddOutput(split.Output(1));
        ShapeInference.Run(graph);

        var bytes = OnnxWriter.ToBytes(graph);
        var again = OnnxReader.Read(bytes);

        Assert.Equal(18, Opset(bytes));
        Assert.Equal(17, graph.Opset);
        Assert.Equal(17, again.Opset);
        Assert.Equal([2, 3], mean.Producer!.Attributes.Ints("axes")!);
        Assert.Equal([2, 3], again.Nodes.Single(n => n.OpType == "ReduceMean").Attributes.Ints("axes")!);
        Assert.Equal(1, again.Nodes.Single(n => n.OpType == "Resize").Attributes.Int("antialias", 0));
        Assert.Empty(GraphCheck.Problems(again));
    }

    [Theory]
    [InlineData("antialias", 18)]
    [InlineData("half_pixel_symmetric", 19)]
    [InlineData("half_pixel", 17)]
    public void The_set_is_as_late_as_needed(string what, int expected)
    {
        var graph = new Graph("resize");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(1, 1, 4, 4));
        var y = graph.Apply("Resize", "y", x, null, graph.AddInitializer("scales", Tensor.Vector(1f, 1f, 0.5f, 0.5f)));
        y.Producer!.Attributes.Set("mode", "linear");
        if (what == "antialias")
        {
            y.Producer!.Attributes.Set(what, 1);
        }
        else
        {
            y.Producer!.Attributes.Set("coordinate_transformation_mode", what);
        }

        graph.AddOutput(y);

        Assert.Equal(expected, Opset(OnnxWriter.ToBytes(graph)));
    }

    [Fact]
    public void Volumes_are_sampled_under_the_names_of_operator_set_20()
    {
        var graph = new Graph("volume");
        var y = graph.Apply(
            "GridSample",
            "y",
            graph.AddInput("x", ElementType.Float, Shape.Of(1, 2, 3, 4, 5)),
            graph.AddInput("grid", ElementType.Float, Shape.Of(1, 2, 3, 4, 3)));
        y.Producer!.Attributes.Set("mode", "bilinear");
        graph.AddOutput(y);
        ShapeInference.Run(graph);

        var bytes = OnnxWriter.ToBytes(graph);

        Assert.Equal(Shape.Of(1, 2, 2, 3, 4), y.Shape);
        Assert.Equal(20, Opset(bytes));
        Assert.Equal("bilinear", OnnxReader.Read(bytes).Nodes[0].Attributes.Text("mode", string.Empty));
    }

    // The version in the model's first opset_import (field 8: domain 1, version 2), read without our reader.
    private static long Opset(byte[] bytes)
    {
        var model = Fuzzing.WireMessage.Parse(bytes, Fuzzing.WireSchema.Model);
        var import = model.Fields.First(f => f.Number == 8).Message!;
        return (long)import.Fields.Single(f => f.Number == 2).Integer;
    }
}
