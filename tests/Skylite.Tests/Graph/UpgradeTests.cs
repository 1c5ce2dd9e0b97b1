using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Graphs;

public class UpgradeTests
{
    [Fact]
    public void Attributes_become_the_inputs_that_they_are_in_operator_set_17()
    {
        var clip = Single(10, "Clip", ModelBytes.Float("min", 0), ModelBytes.Float("max", 6));
        Assert.Equal([0f], clip.Input(1).Constant!.ToSingle());
        Assert.Equal([6f], clip.Input(2).Constant!.ToSingle());

        var upper = Single(10, "Clip", ModelBytes.Float("max", 6));
        Assert.False(upper.HasInput(1));
        Assert.Equal([6f], upper.Input(2).Constant!.ToSingle());

        Assert.Equal([1, 2], Single(12, "Squeeze", ModelBytes.Ints("axes", 1, 2)).Input(1).Constant!.ToInt64());
        Assert.Equal([0], Single(12, "Unsqueeze", ModelBytes.Ints("axes", 0)).Input(1).Constant!.ToInt64());
        Assert.Equal([1], Single(12, "ReduceSum", ModelBytes.Ints("axes", 1)).Input(1).Constant!.ToInt64());

        var slice = Single(9, "Slice", ModelBytes.Ints("starts", 0), ModelBytes.Ints("ends", 9), ModelBytes.Ints("axes", 1));
        Assert.Equal([0L, 9, 1], Enumerable.Range(1, 3).Select(i => slice.Input(i).Constant!.ToInt64()[0]));

        var pad = Single(10, "Pad", ModelBytes.Ints("pads", 0, 0, 1, 1, 0, 0, 1, 1), ModelBytes.Float("value", 2));
        Assert.Equal(8, pad.Input(1).Constant!.Count);
        Assert.Equal([2f], pad.Input(2).Constant!.ToSingle());
    }

    [Fact]
    public void Reductions_of_newer_sets_take_their_axes_as_an_attribute_again()
    {
        var graph = new ModelBytes { Opset = 18 }
            .Input("x", 2, 3, 4).With(ModelBytes.Tensor("axes", 7, [1], t => t.Int64(7, 1)))
            .With("ReduceMean", ["x", "axes"], ["y"]).Output("y").Read();

        var node = Assert.Single(graph.Nodes);
        Assert.Equal([1], node.Attributes.Ints("axes"));
        Assert.Single(node.Inputs);
        Assert.Equal(17, graph.Opset);
    }

    [Fact]
    public void Axes_that_are_computed_stay_an_input()
    {
        var graph = new ModelBytes { Opset = 18 }
            .Input("x", 2, 3)
            .With("ArgMax", ["x"], ["s"], ModelBytes.Int("keepdims", 0))
            .With("ReduceMax", ["x", "s"], ["y"])
            .Output("y").Read();
        Assert.True(graph.Nodes.Single(n => n.OpType == "ReduceMax").HasInput(1));
        Assert.Empty(GraphCheck.Problems(graph));

        var again = OnnxReader.Read(OnnxWriter.ToBytes(graph));
        Assert.True(again.Nodes.Single(n => n.OpType == "ReduceMax").HasInput(1));
    }

    [Theory]
    [InlineData("Add", 1, new[] { "Unsqueeze", "Add" })]
    [InlineData("Mul", 3, new[] { "Mul" })]
    public void Operands_that_were_stretched_from_an_axis_get_axes_of_length_1(string opType, int axis, string[] expected)
    {
        var model = new ModelBytes { Opset = 6 }.Input("x", 2, 3, 4, 5);
        var length = axis == 1 ? 3 : 5;
        var graph = model.With(ModelBytes.Tensor("b", 1, [length], t => { for (var i = 0; i < length; i++) { t.Single(4, i); } }))
            .With(opType, ["x", "b"], ["y"], ModelBytes.Int("broadcast", 1), ModelBytes.Int("axis", axis)).Output("y").Read();
        Assert.Equal(expected, graph.Nodes.Select(n => n.OpType));
        Assert.Empty(GraphCheck.Problems(graph));
    }

    [Theory]
    [InlineData(11, 1, new[] { "Shape", "Flatten", "Softmax", "Reshape" })]
    [InlineData(11, -1, new[] { "Softmax" })]
    [InlineData(11, 3, new[] { "Softmax" })]
    [InlineData(13, 1, new[] { "Softmax" })]
    public void Old_softmax_over_several_axes_is_flattened(int opset, int axis, string[] expected)
    {
        var graph = Read(opset, "Softmax", ModelBytes.Int("axis", axis));
        Assert.Equal(expected, graph.Nodes.Select(n => n.OpType));
        ShapeInference.Run(graph);
        Assert.Equal(Shape.Of(2, 4, 4, 4), graph.Outputs[0].Shape);
    }

    [Fact]
    public void Old_softmax_after_a_classifier_stays_one_node()
    {
        var graph = new ModelBytes { Opset = 9 }.Input("x", 2, 4).With("Relu", ["x"], ["r"]).With("Softmax", ["r"], ["y"]).Output("y").Read();
        Assert.Equal(["Relu", "Softmax"], graph.Nodes.Select(n => n.OpType));
        Assert.Equal(1, graph.Nodes[1].Attributes.Int("axis", 0));
    }

    [Fact]
    public void Upsampling_becomes_resizing()
    {
        var graph = new ModelBytes { Opset = 9 }
            .Input("x", 1, 2, 4, 4).With(ModelBytes.Tensor("s", 1, [4], t => { t.Single(4, 1); t.Single(4, 1); t.Single(4, 2); t.Single(4, 2); }))
            .With("Upsample", ["x", "s"], ["y"], ModelBytes.Text("mode", "linear")).Output("y").Read();

        var node = Assert.Single(graph.Nodes);
        Assert.Equal(
            ("Resize", "linear", "asymmetric"), (node.OpType, node.Attributes.Text("mode", ""), node.Attributes.Text("coordinate_transformation_mode", "")));
        ShapeInference.Run(graph);
        Assert.Equal(Shape.Of(1, 2, 8, 8), graph.Outputs[0].Shape);
    }

    [Fact]
    public void Uneven_parts_of_newer_sets_are_spelt_out()
    {
        var graph = new ModelBytes { Opset = 18 }.Input("x", 7, 2).With("Split", ["x"], ["a", "b", "c"], ModelBytes.Int("num_outputs", 3)).Output("c").Read();
        Assert.Equal([3, 3, 1], graph.Nodes[0].Input(1).Constant!.ToInt64());
    }

    [Fact]
    public void Group_normalisation_is_made_of_instance_normalisation()
    {
        var graph = new ModelBytes { Opset = 21 }.Input("x", 2, 4, 3, 3)
            .With(ModelBytes.Tensor("s", 1, [4], t => t.Bytes(9, new byte[16]))).With(ModelBytes.Tensor("b", 1, [4], t => t.Bytes(9, new byte[16])))
            .With("GroupNormalization", ["x", "s", "b"], ["y"], ModelBytes.Int("num_groups", 2)).Output("y").Read();

        Assert.Equal(["Shape", "Reshape", "InstanceNormalization", "Reshape", "Mul", "Add"], graph.Nodes.Select(n => n.OpType));
        Assert.Empty(GraphCheck.Problems(graph));
        ShapeInference.Run(graph);
        Assert.Equal(Shape.Of(2, 4, 3, 3), graph.Outputs[0].Shape);
    }

    [Theory]
    [InlineData("none", "Erf")]
    [InlineData("tanh", "Tanh")]
    public void Gelu_is_made_of_its_formula(string approximate, string gate)
    {
        var graph = Read(20, "Gelu", ModelBytes.Text("approximate", approximate));
        Assert.Contains(gate, graph.Nodes.Select(n => n.OpType));
        Assert.Empty(GraphCheck.Problems(graph));
        Assert.Equal("y", graph.Outputs[0].Name);
    }

    [Theory]
    [InlineData("Gelu", 20)]
    [InlineData("GroupNormalization", 21)]
    public void Constants_of_a_replacement_have_the_type_the_node_computes_in(string opType, int opset)
    {
        var parameters = opType == "Gelu" ? Array.Empty<string>() : ["s", "b"];
        var graph = new ModelBytes { Opset = opset }.Input("x", 2, 4, 3, 3)
            .With(ModelBytes.Tensor("s", 10, [4], t => t.Bytes(9, new byte[8]))).With(ModelBytes.Tensor("b", 10, [4], t => t.Bytes(9, new byte[8])))
            .With("Cast", ["x"], ["h"], ModelBytes.Int("to", 10)).With("Relu", ["h"], ["r"])
            .With(opType, ["r", .. parameters], ["y"], ModelBytes.Int("num_groups", 2)).Output("y").Read();

        Assert.All(graph.Initializers.Where(v => v.Type.IsFloating()), v => Assert.Equal(ElementType.Float16, v.Type));
        Assert.Contains(graph.Initializers, v => v.Uses.Count > 0 && v.Type == ElementType.Float16);
        Assert.Empty(GraphCheck.Problems(graph));
    }

    [Fact]
    public void What_operator_set_17_cannot_say_is_refused_with_the_reason()
    {
        var model = new ModelBytes { Opset = 21 }.Input("x", 4, 4).With(ModelBytes.Tensor("s", 1, [2, 4], t => t.Bytes(9, new byte[32])));
        var error = model.With("QuantizeLinear", ["x", "s"], ["y"], ModelBytes.Int("axis", 0), ModelBytes.Int("block_size", 2)).Output("y").Error();
        Assert.Contains("QuantizeLinear", error, StringComparison.Ordinal);
        Assert.Contains("block_size", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_later_operator_set_added_is_kept_and_its_defaults_are_dropped()
    {
        Assert.True(Single(19, "AveragePool", ModelBytes.Ints("kernel_shape", 2, 2), ModelBytes.Ints("dilations", 2, 2)).Attributes.Contains("dilations"));
        Assert.False(Single(19, "AveragePool", ModelBytes.Ints("kernel_shape", 2, 2), ModelBytes.Ints("dilations", 1, 1)).Attributes.Contains("dilations"));
    }

    [Fact]
    public void Old_batch_normalisation_loses_its_extra_outputs()
    {
        var model = new ModelBytes { Opset = 8 }.Input("x", 1, 2, 3, 3);
        foreach (var name in new[] { "s", "b", "m", "v" })
        {
            model.With(ModelBytes.Tensor(name, 1, [2], t => t.Bytes(9, new byte[8])));
        }

        var graph = model.With("BatchNormalization", ["x", "s", "b", "m", "v"], ["y", "o1", "o2"], ModelBytes.Int("spatial", 1)).Output("y").Read();

        Assert.Single(graph.Nodes[0].Outputs);
        Assert.False(graph.Nodes[0].Attributes.Contains("spatial"));
        Assert.Empty(GraphCheck.Problems(graph));
    }

    private static Node Single(int opset, string opType, params WireWriter[] attributes) => Assert.Single(Read(opset, opType, attributes).Nodes);

    private static Graph Read(int opset, string opType, params WireWriter[] attributes) =>
        new ModelBytes { Opset = opset }.Input("x", 2, 4, 4, 4).With(opType, ["x"], ["y"], attributes).Output("y").Read();
}
