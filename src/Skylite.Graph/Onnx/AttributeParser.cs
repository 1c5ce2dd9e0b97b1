namespace Skylite.Graphs.Onnx;

/// <summary>Reads one <c>AttributeProto</c>.</summary>
/// <param name="externalData">Where tensors outside the file are found.</param>
/// <param name="readSubgraph">Reads a subgraph.</param>
internal sealed class AttributeParser(ExternalData externalData, Func<WireSlice, Graph> readSubgraph)
{
    public (string Name, GraphAttribute Attribute) Read(WireSlice slice)
    {
        var name = string.Empty;
        long type = 0;
        var reader = slice.Open();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Attribute.Name:
                    name = reader.Text();
                    break;
                case OnnxFields.Attribute.Type:
                    type = reader.Int64();
                    break;
                case OnnxFields.Attribute.ReferencedName:
                    throw new InvalidDataException($"attribute '{name}' refers to a function's attribute outside a function.");
                default:
                    reader.Skip();
                    break;
            }
        }

        try
        {
            return name.Length > 0
                ? (name, ReadContent(slice, type))
                : throw new InvalidDataException($"it has no name (at byte {slice.Offset}).");
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"attribute '{name}': {e.Message}", e);
        }
    }

    private GraphAttribute ReadContent(WireSlice slice, long type)
    {
        GraphAttribute? single = null;
        var (ints, texts, floats) = (new List<long>(), new List<string>(), new List<float>());
        var reader = slice.Open();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Attribute.Float:
                    single = new GraphAttribute.Float(reader.Single());
                    break;
                case OnnxFields.Attribute.Int:
                    single = new GraphAttribute.Int(reader.Int64());
                    break;
                case OnnxFields.Attribute.Text:
                    single = new GraphAttribute.Text(reader.Text());
                    break;
                case OnnxFields.Attribute.Tensor:
                    single = new GraphAttribute.Constant(TensorParser.Read(reader.Slice(), externalData).Tensor);
                    break;
                case OnnxFields.Attribute.Graph:
                    single = new GraphAttribute.Subgraph(readSubgraph(reader.Slice()));
                    break;
                case OnnxFields.Attribute.Floats:
                    floats.AddRange(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(reader.Fixed(4).Bytes.Span));
                    break;
                case OnnxFields.Attribute.Ints:
                    reader.Int64s(ints);
                    break;
                case OnnxFields.Attribute.Texts:
                    texts.Add(reader.Text());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // a writer leaves a single value out when it is the default of its kind, and a list when it is empty
        var content = type switch
        {
            OnnxFields.AttributeType.Float => single as GraphAttribute.Float ?? new GraphAttribute.Float(0),
            OnnxFields.AttributeType.Int => single as GraphAttribute.Int ?? new GraphAttribute.Int(0),
            OnnxFields.AttributeType.Text => single as GraphAttribute.Text ?? new GraphAttribute.Text(string.Empty),
            OnnxFields.AttributeType.Floats => new GraphAttribute.Floats(floats),
            OnnxFields.AttributeType.Ints => new GraphAttribute.Ints(ints),
            OnnxFields.AttributeType.Texts => new GraphAttribute.Texts(texts),
            OnnxFields.AttributeType.Tensor => single as GraphAttribute.Constant ?? throw new InvalidDataException("the tensor is missing."),
            OnnxFields.AttributeType.Graph => single as GraphAttribute.Subgraph ?? throw new InvalidDataException("the subgraph is missing."),
            OnnxFields.AttributeType.Undefined => single ?? Untyped(ints, floats, texts),
            _ => throw new InvalidDataException($"kind {type} (lists of tensors or graphs, sparse tensors, types) is not one that Skylite handles."),
        };
        return content;
    }

    private static GraphAttribute Untyped(List<long> ints, List<float> floats, List<string> texts) =>
        floats.Count > 0 ? new GraphAttribute.Floats(floats)
            : texts.Count > 0 ? new GraphAttribute.Texts(texts)
            : ints.Count > 0 ? new GraphAttribute.Ints(ints)
            : throw new InvalidDataException("it has neither kind nor content.");
}
