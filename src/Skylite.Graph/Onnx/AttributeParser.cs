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
                case Fields.Attribute.Name:
                    name = reader.Text();
                    break;
                case Fields.Attribute.Type:
                    type = reader.Int64();
                    break;
                case Fields.Attribute.ReferencedName:
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
                case Fields.Attribute.Float:
                    single = new GraphAttribute.Float(reader.Single());
                    break;
                case Fields.Attribute.Int:
                    single = new GraphAttribute.Int(reader.Int64());
                    break;
                case Fields.Attribute.Text:
                    single = new GraphAttribute.Text(reader.Text());
                    break;
                case Fields.Attribute.Tensor:
                    single = new GraphAttribute.Constant(TensorParser.Read(reader.Slice(), externalData).Tensor);
                    break;
                case Fields.Attribute.Graph:
                    single = new GraphAttribute.Subgraph(readSubgraph(reader.Slice()));
                    break;
                case Fields.Attribute.Floats:
                    floats.AddRange(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(reader.Fixed(4).Bytes.Span));
                    break;
                case Fields.Attribute.Ints:
                    reader.Int64s(ints);
                    break;
                case Fields.Attribute.Texts:
                    texts.Add(reader.Text());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // a writer leaves a single value out when it is the default of its kind, and a list when it is empty
        GraphAttribute content = type switch
        {
            Fields.AttributeType.Float => single as GraphAttribute.Float ?? new GraphAttribute.Float(0),
            Fields.AttributeType.Int => single as GraphAttribute.Int ?? new GraphAttribute.Int(0),
            Fields.AttributeType.Text => single as GraphAttribute.Text ?? new GraphAttribute.Text(string.Empty),
            Fields.AttributeType.Floats => new GraphAttribute.Floats(floats),
            Fields.AttributeType.Ints => new GraphAttribute.Ints(ints),
            Fields.AttributeType.Texts => new GraphAttribute.Texts(texts),
            Fields.AttributeType.Tensor => single as GraphAttribute.Constant ?? throw new InvalidDataException("the tensor is missing."),
            Fields.AttributeType.Graph => single as GraphAttribute.Subgraph ?? throw new InvalidDataException("the subgraph is missing."),
            Fields.AttributeType.Undefined => single ?? Untyped(ints, floats, texts),
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
