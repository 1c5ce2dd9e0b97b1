namespace Skylite.Graphs.Onnx;

/// <summary>
/// Graphs follow operator set 17 in memory. Where a node is or does what only a later set has, the file follows that one, and the few operators whose form
/// changed between the two are written in the later form.
/// </summary>
internal static class NewerForm
{
    private static readonly string[] Reductions =
        ["ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceSumSquare"];

    /// <summary>The graph itself, or a copy of it that follows the later operator set its nodes need.</summary>
    public static Graph Of(Graph graph)
    {
        var opset = OpsetOf(graph);
        if (opset == graph.Opset)
        {
            return graph;
        }

        var copy = graph.Clone();
        Convert(copy, opset);
        return copy;
    }

    /// <summary>The operator set that a file with this graph must follow.</summary>
    public static int OpsetOf(Graph graph) => graph.Nodes.Select(OpsetOf).Append(graph.Opset).Max();

    private static int OpsetOf(Node node)
    {
        var own = node.Domain.Length > 0 ? 0 : node.OpType switch
        {
            "Gelu" or "AffineGrid" => 20,
            "DeformConv" => 19,
            var name when node.HasInput(1) && Reductions.Contains(name) => 18,
            "Mish" or "CenterCropPad" or "Col2Im" or "BitwiseAnd" or "BitwiseOr" or "BitwiseXor" or "BitwiseNot" => 18,
            "Resize" => Resize(node),
            "AveragePool" when node.Attributes.Contains("dilations") => 19,
            "Pad" when node.Attributes.Text("mode", string.Empty) == "wrap" => 19,
            "ScatterElements" or "ScatterND" when node.Attributes.Text("reduction", string.Empty) is "max" or "min" => 18,
            "GridSample" when node.Input(0).Shape is { Rank: > 4 } => 20,
            "LpPool" when node.Attributes.Contains("dilations") || node.Attributes.Contains("ceil_mode") => 18,
            _ => 0,
        };
        return Subgraphs(node).Select(OpsetOf).Append(own).Max();
    }

    private static int Resize(Node node) =>
        node.Attributes.Text("coordinate_transformation_mode", string.Empty) == "half_pixel_symmetric" ? 19
            : node.Attributes.Int("antialias", 0) != 0 || node.Attributes.Contains("keep_aspect_ratio_policy") || node.Attributes.Contains("axes") ? 18
            : 0;

    private static IEnumerable<Graph> Subgraphs(Node node) => node.Attributes.Select(a => a.Value).OfType<GraphAttribute.Subgraph>().Select(s => s.Value);

    private static void Convert(Graph graph, int opset)
    {
        foreach (var node in graph.Nodes.ToArray())
        {
            foreach (var subgraph in Subgraphs(node))
            {
                Convert(subgraph, opset);
            }

            if (node.Domain.Length == 0 && graph.Opset < 18)
            {
                ConvertTo18(graph, node);
            }

            if (node.Domain.Length == 0 && graph.Opset < 20 && opset >= 20)
            {
                ConvertTo20(graph, node);
            }
        }

        graph.Opset = opset;
    }

    private static void ConvertTo18(Graph graph, Node node)
    {
        if (Array.IndexOf(Reductions, node.OpType) >= 0 && node.Attributes.Ints("axes") is { } axes)
        {
            node.Attributes.Remove("axes");
            node.SetInput(1, graph.AddInitializer(graph.FreshName($"{node.Name}.axes"), Tensor.Vector<long>([.. axes])));
        }
        else if (node.OpType == "Split" && !node.HasInput(1))
        {
            node.Attributes.Set("num_outputs", node.Outputs.Count);
        }
    }

    private static void ConvertTo20(Graph graph, Node node)
    {
        if (node.OpType == "GridSample")
        {
            var mode = node.Attributes.Text("mode", "bilinear");
            node.Attributes.Set("mode", mode switch { "bilinear" => "linear", "bicubic" => "cubic", _ => mode });
        }
        else if (node.OpType == "DFT")
        {
            var axis = node.Attributes.Int("axis", 1);
            node.Attributes.Remove("axis");
            if (node.Inputs.Count < 2)
            {
                node.SetInput(1, null);
            }

            node.SetInput(2, graph.AddInitializer(graph.FreshName($"{node.Name}.axis"), Tensor.Scalar(axis)));
        }
    }
}
