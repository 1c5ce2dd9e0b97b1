using Skylite.Graphs;
using Skylite.Graphs.Onnx;

namespace Skylite.Tests.Graphs;

/// <summary>Spells ONNX files by hand, field by field as onnx.proto numbers them, so that the reader is not tested by our own writer.</summary>
internal sealed class ModelBytes
{
    private readonly WireWriter _graph = new();

    public int Opset { get; init; } = 17;

    public static WireWriter Tensor(string name, int type, long[] dims, Action<WireWriter> data)
    {
        var tensor = new WireWriter();
        foreach (var dim in dims)
        {
            tensor.Int64(1, dim);
        }

        tensor.Int64(2, type);
        data(tensor);
        tensor.Text(8, name);
        return tensor;
    }

    public static WireWriter Ints(string name, params long[] values)
    {
        var attribute = new WireWriter();
        attribute.Text(1, name);
        attribute.Int64(20, 7);
        attribute.PackedInt64(8, values);
        return attribute;
    }

    public static WireWriter Int(string name, long value)
    {
        var attribute = new WireWriter();
        attribute.Text(1, name);
        attribute.Int64(20, 2);
        attribute.Int64(3, value);
        return attribute;
    }

    public static WireWriter Float(string name, float value)
    {
        var attribute = new WireWriter();
        attribute.Text(1, name);
        attribute.Int64(20, 1);
        attribute.Single(2, value);
        return attribute;
    }

    public static WireWriter Text(string name, string value)
    {
        var attribute = new WireWriter();
        attribute.Text(1, name);
        attribute.Int64(20, 3);
        attribute.Text(4, value);
        return attribute;
    }

    public static WireWriter Graph(string name, WireWriter graph)
    {
        var attribute = new WireWriter();
        attribute.Text(1, name);
        attribute.Int64(20, 5);
        attribute.Message(6, graph);
        return attribute;
    }

    public static WireWriter Node(string opType, string[] inputs, string[] outputs, params WireWriter[] attributes)
    {
        var node = new WireWriter();
        Array.ForEach(inputs, i => node.Text(1, i));
        Array.ForEach(outputs, o => node.Text(2, o));
        node.Text(4, opType);
        Array.ForEach(attributes, a => node.Message(5, a));
        return node;
    }

    public static WireWriter ValueInfo(string name, params long[] dims)
    {
        var shape = new WireWriter();
        foreach (var dim in dims)
        {
            var dimension = new WireWriter();
            dimension.Int64(1, dim);
            shape.Message(1, dimension);
        }

        var (tensor, type, info) = (new WireWriter(), new WireWriter(), new WireWriter());
        tensor.Int64(1, 1);
        tensor.Message(2, shape);
        type.Message(1, tensor);
        info.Text(1, name);
        info.Message(2, type);
        return info;
    }

    public ModelBytes With(string opType, string[] inputs, string[] outputs, params WireWriter[] attributes)
    {
        _graph.Message(1, Node(opType, inputs, outputs, attributes));
        return this;
    }

    public ModelBytes With(WireWriter initializer)
    {
        _graph.Message(5, initializer);
        return this;
    }

    public ModelBytes Input(string name, params long[] dims)
    {
        _graph.Message(11, ValueInfo(name, dims));
        return this;
    }

    public ModelBytes Output(string name, params long[] dims)
    {
        _graph.Message(12, ValueInfo(name, dims));
        return this;
    }

    public byte[] ToArray()
    {
        var (opset, model) = (new WireWriter(), new WireWriter());
        opset.Int64(2, Opset);
        model.Int64(1, 8);
        model.Message(8, opset);
        model.Message(7, _graph);
        return model.ToArray();
    }

    public Graph Read() => OnnxReader.Read(ToArray(), "hand.onnx");

    /// <summary>The error of reading the model; fails when there is none.</summary>
    public string Error() => Assert.Throws<InvalidDataException>(() => Read()).Message;
}
