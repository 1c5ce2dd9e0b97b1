namespace Skylite.Graphs.Onnx;

/// <summary>A node as the file spells it, before its names are resolved.</summary>
internal sealed class NodeProto
{
    public string Name { get; private set; } = string.Empty;

    public string OpType { get; private set; } = string.Empty;

    public string Domain { get; private set; } = string.Empty;

    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    public List<WireSlice> AttributeSlices { get; } = [];

    public List<KeyValuePair<string, GraphAttribute>> Attributes { get; } = [];

    /// <summary>Every name that must be computed before the node: its inputs and what its subgraphs capture.</summary>
    public IEnumerable<string> Needs => Inputs.Concat(
        Attributes.Select(a => a.Value).OfType<GraphAttribute.Subgraph>().SelectMany(s => NodeCaptures.CapturedNames(s.Value)));

    /// <summary>How messages call the node.</summary>
    public string Title => Name.Length > 0 ? $"node '{Name}' ({OpType})" : $"the {OpType} node that gives '{string.Join("', '", Outputs)}'";

    public static NodeProto Read(WireSlice slice)
    {
        var node = new NodeProto();
        var reader = slice.Open();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Node.Input:
                    node.Inputs.Add(reader.Text());
                    break;
                case OnnxFields.Node.Output:
                    node.Outputs.Add(reader.Text());
                    break;
                case OnnxFields.Node.Name:
                    node.Name = reader.Text();
                    break;
                case OnnxFields.Node.OpType:
                    node.OpType = reader.Text();
                    break;
                case OnnxFields.Node.Domain:
                    node.Domain = OperatorSets.Normalise(reader.Text());
                    break;
                case OnnxFields.Node.Attribute:
                    node.AttributeSlices.Add(reader.Slice());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return node.OpType.Length > 0 ? node : throw new InvalidDataException($"a node at byte {slice.Offset} names no operator.");
    }
}
