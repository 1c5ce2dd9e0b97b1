namespace Skylite.Graphs.Onnx;

/// <summary>Spells a <see cref="Graph"/> as a <c>GraphProto</c>.</summary>
internal static class GraphEncoder
{
    public static WireWriter Encode(Graph graph, ExternalDataFile external)
    {
        var message = new WireWriter();
        foreach (var node in graph.Nodes)
        {
            message.Message(OnnxFields.Graph.Node, EncodeNode(node, external));
        }

        message.Text(OnnxFields.Graph.Name, graph.Name);
        foreach (var value in graph.Initializers)
        {
            message.Message(OnnxFields.Graph.Initializer, EncodeTensor(value.Constant!, value.Name, external));
        }

        foreach (var value in graph.Inputs)
        {
            message.Message(OnnxFields.Graph.Input, EncodeValueInfo(value));
        }

        foreach (var value in graph.Outputs)
        {
            message.Message(OnnxFields.Graph.Output, EncodeValueInfo(value));
        }

        var results = graph.Outputs.ToHashSet();
        foreach (var value in graph.Values.Values.Where(v => v.Producer is not null && v.Type != ElementType.Undefined && !results.Contains(v)))
        {
            message.Message(OnnxFields.Graph.ValueInfo, EncodeValueInfo(value));
        }

        return message;
    }

    private static WireWriter EncodeNode(Node node, ExternalDataFile external)
    {
        var message = new WireWriter();
        foreach (var input in node.Inputs)
        {
            message.Text(OnnxFields.Node.Input, input?.Name ?? string.Empty);
        }

        foreach (var output in node.Outputs)
        {
            message.Text(OnnxFields.Node.Output, output?.Name ?? string.Empty);
        }

        message.Text(OnnxFields.Node.Name, node.Name);
        message.Text(OnnxFields.Node.OpType, node.OpType);
        foreach (var (name, attribute) in node.Attributes)
        {
            message.Message(OnnxFields.Node.Attribute, EncodeAttribute(name, attribute, external));
        }

        if (node.Domain.Length > 0)
        {
            message.Text(OnnxFields.Node.Domain, node.Domain);
        }

        return message;
    }

    private static WireWriter EncodeAttribute(string name, GraphAttribute attribute, ExternalDataFile external)
    {
        var message = new WireWriter();
        message.Text(OnnxFields.Attribute.Name, name);
        int type;
        switch (attribute)
        {
            case GraphAttribute.Float single:
                type = OnnxFields.AttributeType.Float;
                message.Single(OnnxFields.Attribute.Float, single.Value);
                break;
            case GraphAttribute.Int single:
                type = OnnxFields.AttributeType.Int;
                message.Int64(OnnxFields.Attribute.Int, single.Value);
                break;
            case GraphAttribute.Text single:
                type = OnnxFields.AttributeType.Text;
                message.Text(OnnxFields.Attribute.Text, single.Value);
                break;
            case GraphAttribute.Constant single:
                type = OnnxFields.AttributeType.Tensor;
                message.Message(OnnxFields.Attribute.Tensor, EncodeTensor(single.Value, string.Empty, null));
                break;
            case GraphAttribute.Subgraph single:
                type = OnnxFields.AttributeType.Graph;
                message.Message(OnnxFields.Attribute.Graph, Encode(single.Value, external));
                break;
            case GraphAttribute.Floats list:
                type = OnnxFields.AttributeType.Floats;
                foreach (var value in list.Values)
                {
                    message.Single(OnnxFields.Attribute.Floats, value);
                }

                break;
            case GraphAttribute.Ints list:
                type = OnnxFields.AttributeType.Ints;
                foreach (var value in list.Values)
                {
                    message.Int64(OnnxFields.Attribute.Ints, value);
                }

                break;
            case GraphAttribute.Texts list:
                type = OnnxFields.AttributeType.Texts;
                foreach (var value in list.Values)
                {
                    message.Text(OnnxFields.Attribute.Texts, value);
                }

                break;
            default:
                throw new ArgumentException($"Attribute '{name}' is of unknown kind {attribute.GetType().Name}.");
        }

        message.Int64(OnnxFields.Attribute.Type, type);
        return message;
    }

    private static WireWriter EncodeTensor(Tensor tensor, string name, ExternalDataFile? external)
    {
        var message = new WireWriter();
        foreach (var length in tensor.Dimensions)
        {
            message.Int64(OnnxFields.Tensor.Dims, length);
        }

        message.Int64(OnnxFields.Tensor.DataType, (long)tensor.Type);
        if (name.Length > 0)
        {
            message.Text(OnnxFields.Tensor.Name, name);
        }

        if (external?.Takes(tensor) ?? false)
        {
            external.Add(tensor, message);
        }
        else
        {
            message.Bytes(OnnxFields.Tensor.RawData, tensor.Bytes);
        }

        return message;
    }

    private static WireWriter EncodeValueInfo(Value value)
    {
        var message = new WireWriter();
        message.Text(OnnxFields.ValueInfo.Name, value.Name);
        if (value.Type != ElementType.Undefined)
        {
            message.Message(OnnxFields.ValueInfo.Type, EncodeType(value));
        }

        return message;
    }

    private static WireWriter EncodeType(Value value)
    {
        var tensorType = new WireWriter();
        tensorType.Int64(OnnxFields.TensorType.ElementType, (long)value.Type);
        if (value.Shape is { } shape)
        {
            var dimensions = new WireWriter();
            foreach (var dimension in shape)
            {
                dimensions.Message(OnnxFields.TensorType.ShapeDim, EncodeDimension(dimension));
            }

            tensorType.Message(OnnxFields.TensorType.Shape, dimensions);
        }

        var type = new WireWriter();
        type.Message(OnnxFields.TensorType.Tensor, tensorType);
        return type;
    }

    private static WireWriter EncodeDimension(Dimension dimension)
    {
        var message = new WireWriter();
        if (dimension.IsKnown)
        {
            message.Int64(OnnxFields.TensorType.DimValue, dimension.Length);
        }
        else if (dimension.Symbol is { } symbol)
        {
            message.Text(OnnxFields.TensorType.DimParam, symbol);
        }

        return message;
    }
}
