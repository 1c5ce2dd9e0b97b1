using Skylite.Graphs;
using Skylite.Graphs.Onnx;

namespace Skylite.Tests.Graphs;

public class OnnxRoundTripTests
{
    [Fact]
    public void Every_part_of_a_graph_survives_writing_and_reading()
    {
        var graph = Samples.ConvRelu();
        graph.Metadata["skylite.classes"] = "field\nforest";
        graph.Domains["com.microsoft"] = 1;
        var node = graph.Nodes[0];
        node.Attributes.Set("a_float", 0.1f);
        node.Attributes.Set("a_text", "größer");
        node.Attributes.Set("texts", new GraphAttribute.Texts(["a", "", "b"]));
        node.Attributes.Set("floats", new GraphAttribute.Floats([float.NaN, -0f, 1e-40f]));
        node.Attributes.Set("none", new GraphAttribute.Ints([]));
        node.Attributes.Set("negative", long.MinValue);
        node.Attributes.Set("tensor", new GraphAttribute.Constant(Tensor.Vector<long>(1, -1)));

        var read = OnnxReader.Read(OnnxWriter.ToBytes(graph));

        GraphAssert.Same(graph, read);
        Assert.Equal(OnnxWriter.ToBytes(graph), OnnxWriter.ToBytes(read));
    }

    [Fact]
    public void A_clone_can_be_changed_without_touching_the_original()
    {
        var graph = Samples.ConvRelu();
        var before = OnnxWriter.ToBytes(graph);

        var copy = graph.Clone();
        GraphAssert.Same(graph, copy);
        copy.SetInitializer(copy.Values["w"], Tensor.Create<float>(new float[1 * 3 * 3 * 3], 1, 3, 3, 3));
        copy.Nodes[0].Attributes.Set("group", 3);
        copy.RemoveNode(copy.Nodes[1]);

        Assert.Equal(before, OnnxWriter.ToBytes(graph));
    }

    [Fact]
    public void A_stream_gets_the_bytes_of_the_whole_model()
    {
        using var stream = new MemoryStream();
        OnnxWriter.Write(Samples.ConvRelu(), stream);
        Assert.Equal(OnnxWriter.ToBytes(Samples.ConvRelu()), stream.ToArray());
    }

    [Fact]
    public void Large_initializers_go_to_a_file_beside_the_model()
    {
        using var folder = new TemporaryFolder();
        var graph = Samples.ConvRelu();
        OnnxWriter.Write(graph, folder.File("m.onnx"), new OnnxWriterOptions { ExternalDataFrom = 100 });

        Assert.Equal(["m.onnx", "m.onnx.data"], folder.Names());
        GraphAssert.Same(graph, OnnxReader.Read(folder.File("m.onnx")));
    }
}
