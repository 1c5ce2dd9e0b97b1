namespace Skylite.Graphs.Onnx;

/// <summary>Spells a <see cref="Graph"/> as a <c>GraphProto</c>.</summary>
internal static class GraphEncoder
{
    public static WireWriter Encode(Graph graph, ExternalDataFile external)
    {
        var message = new WireWriter();
        foreach (var node in graph.Nodes)
        {
            message.Message(Fields.Graph.Node, EncodeNode(node, external));
        }

        message.Text(Fields.Graph.Name, graph.Name);
        foreach (var value in graph.Initializers)
        {
            message.Message(Fields.Graph.Initializer, EncodeTensor(value.Constant!, value.Name, external));
        }

        foreach (var value in graph.Inputs)
        {
            message.Message(Fields.Graph.Input, EncodeValueInfo(value));
        }

        foreach (var value in graph.Outputs)
        {
            message.Message(Fields.Graph.Output, EncodeValueInfo(value));
        }

        var results = graph.Outputs.ToHashSet();
        foreach (var value in graph.Values.Values.Where(v => v.Producer is not null && v.Type != ElementType.Undefined && !results.Contains(v)))
        {
            message.Message(Fields.Graph.ValueInfo, EncodeValueInfo(value));
        }

        return message;
    }

    private static WireWriter EncodeNode(Node node, ExternalDataFile external)
    {
        var message = new WireWriter();
        foreach (var input in node.Inputs)
        {
            message.Text(Fields.Node.Input, input?.Name ?? string.Empty);
        }

        foreach (var output in node.Outputs)
        {
            message.Text(Fields.Node.Output, output?.Name ?? string.Empty);
        }

        message.Text(Fields.Node.Name, node.Name);
        message.Text(Fields.Node.OpType, node.OpType);
        foreach (var (name, attribute) in node.Attributes)
        {
            message.Message(Fields.Node.Attribute, EncodeAttribute(name, attribute, external));
        }

        if (node.Domain.Length > 0)
        {
            message.Text(Fields.Node.Domain, node.Domain);
        }

        return message;
    }

    private static WireWriter EncodeAttribute(string name, GraphAttribute attribute, ExternalDataFile external)
    {
        var message = new WireWriter();
        message.Text(Fields.Attribute.Name, name);
        int type;
        switch (attribute)
        {
            case GraphAttribute.Float single:
                type = Fields.AttributeType.Float;
                message.Single(Fields.Attribute.Float, single.Value);
                break;
            case GraphAttribute.Int single:
                type = Fields.AttributeType.Int;
                message.Int64(Fields.Attribute.Int, single.Value);
                break;
            case GraphAttribute.Text single:
                type = Fields.AttributeType.Text;
                message.Text(Fields.Attribute.Text, single.Value);
                break;
            case GraphAttribute.Constant single:
                type = Fields.AttributeType.Tensor;
                message.Message(Fields.Attribute.Tensor, EncodeTensor(single.Value, string.Empty, null));
                break;
            case GraphAttribute.Subgraph single:
                type = Fields.AttributeType.Graph;
                message.Message(Fields.Attribute.Graph, Encode(single.Value, external));
                break;
            case GraphAttribute.Floats list:
                type = Fields.AttributeType.Floats;
                foreach (var value in list.Values)
                {
                    message.Single(Fields.Attribute.Floats, value);
                }

                break;
            case GraphAttribute.Ints list:
                type = Fields.AttributeType.Ints;
                foreach (var value in list.Values)
                {
                    message.Int64(Fields.Attribute.Ints, value);
                }

                break;
            case GraphAttribute.Texts list:
                type = Fields.AttributeType.Texts;
                foreach (var value in list.Values)
                {
                    message.Text(Fields.Attribute.Texts, value);
                }

                break;
            default:
                throw new ArgumentException($"Attribute '{name}' is of unknown kind {attribute.GetType().Name}.");
        }

        message.Int64(Fields.Attribute.Type, type);
        return message;
    }

    private static WireWriter EncodeTensor(Tensor tensor, string name, ExternalDataFile? external)
    {
        var message = new WireWriter();
        foreach (var length in tensor.Dimensions)
        {
            message.Int64(Fields.Tensor.Dims, length);
        }

        message.Int64(Fields.Tensor.DataType, (long)tensor.Type);
        if (name.Length > 0)
        {
            message.Text(Fields.Tensor.Name, name);
        }

        if (external?.Takes(tensor) ?? false)
        {
            external.Add(tensor, message);
        }
        else
        {
            message.Bytes(Fields.Tensor.RawData, tensor.Bytes);
        }

        return message;
    }

    private static WireWriter EncodeValueInfo(Value value)
    {
        var message = new WireWriter();
        message.Text(Fields.ValueInfo.Name, value.Name);
        if (value.Type != ElementType.Undefined)
        {
            message.Message(Fields.ValueInfo.Type, EncodeType(value));
        }

        return message;
    }

    private static WireWriter EncodeType(Value value)
    {
        var tensorType = new WireWriter();
        tensorType.Int64(Fields.TensorType.ElementType, (long)value.Type);
        if (value.Shape is { } shape)
        {
            var dimensions = new WireWriter();
            foreach (var dimension in shape)
            {
                dimensions.Message(Fields.TensorType.ShapeDim, EncodeDimension(dimension));
            }

            tensorType.Message(Fields.TensorType.Shape, dimensions);
        }

        var type = new WireWriter();
        type.Message(Fields.TensorType.Tensor, tensorType);
        return type;
    }

    private static WireWriter EncodeDimension(Dimension dimension)
    {
        var message = new WireWriter();
        if (dimension.IsKnown)
        {
            message.Int64(Fields.TensorType.DimValue, dimension.Length);
        }
        else if (dimension.Symbol is { } symbol)
        {
            message.Text(Fields.TensorType.DimParam, symbol);
        }

        return message;
    }
}
