using Skylite.Graphs;
using Skylite.Graphs.Onnx;

namespace Skylite.Conformance;

/// <summary>What a model file uses, read without building its graph, so that also a refused model can be put into a category.</summary>
internal sealed class ModelContents
{
    private const int SubgraphField = OnnxFields.Attribute.Graph;

    private ModelContents()
    {
    }

    /// <summary>Every operator with its domain, subgraphs included.</summary>
    public HashSet<string> Operators { get; } = new(StringComparer.Ordinal);

    /// <summary>Kinds of the graph's inputs and outputs that are not numbers: sequence, map, optional, string.</summary>
    public HashSet<string> Kinds { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a node drops elements at random.</summary>
    public bool Drops { get; private set; }

    public static ModelContents Read(string path)
    {
        var contents = new ModelContents();
        var reader = new WireSlice(File.ReadAllBytes(path), 0).Open();
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.Model.Graph)
            {
                contents.ReadGraph(reader.Slice());
            }
            else
            {
                reader.Skip();
            }
        }

        return contents;
    }

    private void ReadGraph(WireSlice slice)
    {
        var reader = slice.Open();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Graph.Node:
                    ReadNode(reader.Slice());
                    break;
                case OnnxFields.Graph.Input or OnnxFields.Graph.Output:
                    ReadValue(reader.Slice());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void ReadNode(WireSlice slice)
    {
        var node = NodeProto.Read(slice);
        Operators.Add(node.Domain.Length > 0 ? $"{node.Domain}::{node.OpType}" : node.OpType);
        Drops |= node is { OpType: "Dropout", Inputs.Count: 3 } && node.Inputs[2].Length > 0;
        foreach (var attribute in node.AttributeSlices)
        {
            var reader = attribute.Open();
            while (reader.Next())
            {
                if (reader.Field == SubgraphField)
                {
                    ReadGraph(reader.Slice());
                }
                else
                {
                    reader.Skip();
                }
            }
        }
    }

    private void ReadValue(WireSlice slice)
    {
        var reader = slice.Open();
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.ValueInfo.Type)
            {
                ReadType(reader.Slice());
            }
            else
            {
                reader.Skip();
            }
        }
    }

    // the alternatives of a TypeProto: 1 tensor, 4 sequence, 5 map, 8 sparse tensor, 9 optional
    private void ReadType(WireSlice slice)
    {
        var reader = slice.Open();
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.TensorType.Tensor)
            {
                ReadTensorType(reader.Slice());
                continue;
            }

            Kinds.UnionWith(reader.Field switch { 4 => ["sequence"], 5 => ["map"], 9 => ["optional"], _ => Array.Empty<string>() });
            reader.Skip();
        }
    }

    private void ReadTensorType(WireSlice slice)
    {
        var reader = slice.Open();
        while (reader.Next())
        {
            if (reader.Field != OnnxFields.TensorType.ElementType)
            {
                reader.Skip();
            }
            else if (reader.Int64() == (long)ElementType.String)
            {
                Kinds.Add("string");
            }
        }
    }
}
