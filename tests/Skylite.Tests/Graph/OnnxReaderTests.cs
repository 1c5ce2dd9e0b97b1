using System.Text;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;

namespace Skylite.Tests.Graphs;

public class OnnxReaderTests
{
    [Fact]
    public void Every_encoding_of_tensor_data_is_read()
    {
        var model = new ModelBytes()
            .With(ModelBytes.Tensor("raw", 1, [2], t => t.Bytes(9, new byte[] { 0, 0, 128, 63, 0, 0, 0, 192 })))
            .With(ModelBytes.Tensor("float", 1, [2], t => { t.Single(4, 1); t.Single(4, -2); }))
            .With(ModelBytes.Tensor("double", 11, [2], t => t.PackedDouble(10, [1, -2])))
            .With(ModelBytes.Tensor("int8", 3, [3], t => t.PackedInt64(5, [-128, 0, 127])))
            .With(ModelBytes.Tensor("uint8", 2, [2], t => t.PackedInt64(5, [0, 255])))
            .With(ModelBytes.Tensor("int32", 6, [2], t => { t.Int64(5, -1); t.Int64(5, int.MaxValue); }))
            .With(ModelBytes.Tensor("int64", 7, [2], t => t.PackedInt64(7, [long.MinValue, 5])))
            .With(ModelBytes.Tensor("uint64", 13, [1], t => t.PackedInt64(11, [-1])))
            .With(ModelBytes.Tensor("bool", 9, [2], t => t.PackedInt64(5, [1, 0])))
            .With(ModelBytes.Tensor("half", 10, [2], t => t.PackedInt64(5, [0x3C00, 0xC000])))
            .With(ModelBytes.Tensor("bfloat", 16, [1], t => t.PackedInt64(5, [0x3F80])))
            .With(ModelBytes.Tensor("scalar", 1, [], t => t.Single(4, 7)))
            .With(ModelBytes.Tensor("empty", 1, [0, 3], _ => { }))
            .Output("raw", 2);

        var values = model.Read().Values;

        Assert.Equal([1f, -2f], values["raw"].Constant!.ToSingle());
        Assert.Equal([1f, -2f], values["float"].Constant!.ToSingle());
        Assert.Equal([1d, -2d], values["double"].Constant!.ToArray<double>());
        Assert.Equal([-128, 0, 127], values["int8"].Constant!.ToArray<sbyte>());
        Assert.Equal([0, 255], values["uint8"].Constant!.ToArray<byte>());
        Assert.Equal([-1, int.MaxValue], values["int32"].Constant!.ToArray<int>());
        Assert.Equal([long.MinValue, 5], values["int64"].Constant!.ToArray<long>());
        Assert.Equal([ulong.MaxValue], values["uint64"].Constant!.ToArray<ulong>());
        Assert.Equal([true, false], values["bool"].Constant!.ToArray<bool>());
        Assert.Equal([1f, -2f], values["half"].Constant!.ToSingle());
        Assert.Equal([1f], values["bfloat"].Constant!.ToSingle());
        Assert.Equal(0, values["scalar"].Constant!.Rank);
        Assert.Equal(0, values["empty"].Constant!.Count);
    }

    [Fact]
    public void Weights_are_not_copied()
    {
        var bytes = OnnxWriter.ToBytes(Samples.ConvRelu());
        var weight = OnnxReader.Read(bytes).Values["w"].Constant!;
        var before = weight.ToSingle()[0];

        var at = bytes.AsSpan().IndexOf(weight.Bytes.Span);
        BitConverter.TryWriteBytes(bytes.AsSpan(at), before + 1);

        Assert.Equal(before + 1, weight.ToSingle()[0]);
    }

    [Fact]
    public void Nodes_out_of_order_are_put_in_order()
    {
        var graph = new ModelBytes().Input("x", 1).With("Relu", ["b"], ["c"]).With("Relu", ["a"], ["b"]).With("Relu", ["x"], ["a"]).Output("c", 1).Read();

        Assert.Equal(["a", "b", "c"], graph.Nodes.Select(n => n.Output(0).Name));
    }

    [Fact]
    public void Nodes_without_names_get_unique_ones()
    {
        var graph = new ModelBytes().Input("x", 1).With("Relu", ["x"], ["a"]).With("Relu", ["a"], ["b"]).Output("b", 1).Read();

        Assert.Equal(["Relu", "Relu_1"], graph.Nodes.Select(n => n.Name));
    }

    [Fact]
    public void An_initializer_listed_among_the_inputs_is_an_initializer()
    {
        var graph = new ModelBytes()
            .Input("x", 2).Input("w", 2)
            .With(ModelBytes.Tensor("w", 1, [2], t => t.Bytes(9, new byte[8])))
            .With("Add", ["x", "w"], ["y"]).Output("y", 2).Read();

        Assert.Equal(["x"], graph.Inputs.Select(i => i.Name));
        Assert.NotNull(graph.Values["w"].Constant);
    }

    [Fact]
    public void Subgraphs_take_values_from_around_them()
    {
        var graph = Branches().Read();
        var node = Assert.Single(graph.Nodes, n => n.OpType == "If");

        Assert.Equal(["doubled"], node.CapturedNames());
        // the If stands after the node whose result its branches use, although the file says otherwise
        Assert.Equal(["Cast", "Add", "If"], graph.Nodes.Select(n => n.OpType));
        GraphAssert.Same(graph, OnnxReader.Read(OnnxWriter.ToBytes(graph)));
    }

    [Theory]
    [InlineData("a", "b", "b", "a", "circle")]
    [InlineData("a", "x", "a", "x", "defined twice")]
    [InlineData("a", "x", "b", "nowhere", "'nowhere', which no node")]
    public void Names_that_do_not_fit_are_named(string first, string firstInput, string second, string secondInput, string expected)
    {
        var error = new ModelBytes().Input("x", 1).With("Relu", [firstInput], [first]).With("Relu", [secondInput], [second]).Output("a", 1).Error();

        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Contains("hand.onnx", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(22)]
    public void Operator_sets_that_are_not_handled_are_refused(int opset) =>
        Assert.Contains($"operator set {opset}", new ModelBytes { Opset = opset }.Error(), StringComparison.Ordinal);

    [Fact]
    public void Dimensions_that_lie_are_refused()
    {
        var error = new ModelBytes().With(ModelBytes.Tensor("w", 1, [1L << 40, 1L << 40], t => t.Single(4, 1))).Output("w", 1).Error();
        Assert.Contains("tensor 'w'", error, StringComparison.Ordinal);

        error = new ModelBytes().With(ModelBytes.Tensor("w", 1, [3], t => t.Single(4, 1))).Output("w", 1).Error();
        Assert.Contains("tensor 'w'", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var inner = new WireWriter();
        for (var i = 0; i < 200; i++)
        {
            var outer = new WireWriter();
            outer.Message(1, ModelBytes.Node("If", ["c"], [$"o{i}"], ModelBytes.Graph("then_branch", inner)));
            inner = outer;
        }

        var error = new ModelBytes().Input("c").With("If", ["c"], ["y"], ModelBytes.Graph("then_branch", inner)).Output("y").Error();
        Assert.Contains("deep", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>404</html>")]
    [InlineData("\u0089PNG\r\n\u001a\n")]
    [InlineData("no model at all")]
    [InlineData("PK\u0003\u0004 a checkpoint")]
    [InlineData("")]
    public void A_file_that_is_no_model_is_named_with_what_to_give_instead(string content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.onnx"), Encoding.Latin1.GetBytes(content));

        var error = Assert.Throws<InvalidDataException>(() => OnnxReader.Read(folder.File("a.onnx"))).Message;

        Assert.Contains("a.onnx': not an intact ONNX file: ", error, StringComparison.Ordinal);
        Assert.Contains("torch.onnx.export", error, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => OnnxReader.Read(folder.File("b.onnx")));
    }

    private static ModelBytes Branches()
    {
        static WireWriter Branch(string opType, string output)
        {
            var branch = new WireWriter();
            branch.Message(1, ModelBytes.Node(opType, ["doubled"], [output]));
            branch.Text(2, opType);
            branch.Message(12, ModelBytes.ValueInfo(output, 2));
            return branch;
        }

        return new ModelBytes()
            .Input("x", 2)
            .With("Cast", ["x"], ["c"], ModelBytes.Int("to", 9))
            .With("If", ["c"], ["y"], ModelBytes.Graph("then_branch", Branch("Relu", "t")), ModelBytes.Graph("else_branch", Branch("Neg", "e")))
            .With("Add", ["x", "x"], ["doubled"])
            .Output("y", 2);
    }
}
