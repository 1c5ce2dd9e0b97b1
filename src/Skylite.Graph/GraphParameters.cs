namespace Skylite.Graphs;

/// <summary>Tells which stored numbers of a graph are parameters, and which are constants of its formulas.</summary>
public static class GraphParameters
{
    /// <summary>
    /// The initializers that training adapts, each once, in order of first use: weights, biases, scales, tables. Not among them are running statistics,
    /// lone numbers (the 0.5 of GELU), limits, scales and zero points of quantisation, and whatever is no float.
    /// </summary>
    public static IReadOnlyList<Value> Trainable(Graph graph) => [.. Distinct(graph, IsTrainable).Where(v => v.Constant!.Type.IsFloating())];

    /// <summary>The running means and variances of batch normalisation, each once.</summary>
    public static IReadOnlyList<Value> RunningStatistics(Graph graph) => [.. Distinct(graph, IsStatistic)];

    /// <summary>Whether a node input is a running mean or variance.</summary>
    internal static bool IsStatistic(Node node, int input) => node is { OpType: "BatchNormalization", Domain: "" } && input is 3 or 4;

    /// <summary>Whether a node input is a place for trained numbers by the operator's definition, whatever is stored there.</summary>
    internal static bool IsWeight(Node node, int input) => node.Domain.Length == 0 && node.OpType switch
    {
        "Conv" or "ConvTranspose" or "ConvInteger" or "Gemm" or "BatchNormalization" or "InstanceNormalization" or "LayerNormalization" or "PRelu" =>
            input is 1 or 2,
        "MatMul" or "MatMulInteger" => input is 0 or 1,
        "DeformConv" => input is 1 or 3,
        "Einsum" => true,
        "QLinearConv" => input is 3 or 8,
        "QLinearMatMul" => input is 0 or 3,
        _ => false,
    };

    /// <summary>Whether the initializer behind a node input is a parameter; its running statistics are none.</summary>
    internal static bool IsTrainable(Node node, int input)
    {
        if (Stored(node.Inputs[input])?.Constant is not { } data || IsForm(node) || IsStatistic(node, input))
        {
            return false;
        }

        return IsWeight(node, input) || (data is { Count: > 1 } && data.Type.IsFloating()
            && node.OpType is not ("Clip" or "Resize" or "Pad" or "Dropout" or "Where" or "Equal" or "Pow" or "Shape" or "If" or "Loop" or "RoiAlign"
                or "OneHot" or "GridSample"));
    }

    /// <summary>The initializer that a value comes from, through nodes that only hold it in another form.</summary>
    internal static Value? Stored(Value? value)
    {
        while (value is { Constant: null })
        {
            value = value.Producer is { } form && IsForm(form) && form.HasInput(0) ? form.Input(0) : null;
        }

        return value;
    }

    private static bool IsForm(Node node) => node.Domain.Length == 0
        && node.OpType is "DequantizeLinear" or "QuantizeLinear" or "Identity" or "Transpose" or "Reshape" or "Cast" or "Squeeze" or "Unsqueeze";

    private static IEnumerable<Value> Distinct(Graph graph, Func<Node, int, bool> match) =>
        graph.Nodes
            .SelectMany(node => Enumerable.Range(0, node.Inputs.Count).Where(i => match(node, i)).Select(i => Stored(node.Inputs[i])))
            .OfType<Value>()
            .Distinct();
}
