using Skylite.Graphs;

namespace Skylite.Inference;

/// <summary>Finds the nodes of a graph that the kernels of a profile compute; kernels have to be asked for in the order in which they ran.</summary>
/// <param name="graph">The graph; <see langword="null"/> leaves the names of kernels as they are.</param>
internal sealed class KernelNames(Graph? graph)
{
    // What ONNX Runtime computes together with a convolution or a matrix product before it.
    private static readonly HashSet<string> Fused =
    [
        "Add", "BatchNormalization", "Clip", "Elu", "HardSigmoid", "HardSwish", "LeakyRelu", "Mul", "Relu", "Sigmoid", "Softplus", "Softsign", "Tanh",
        "ThresholdedRelu",
    ];

    private readonly Dictionary<string, Node> _nodes = graph?.Nodes.ToDictionary(n => n.Name) ?? [];
    private readonly HashSet<Node> _named = [];

    /// <summary>The name of the node with weights that a kernel computes, or that of the kernel where it computes none.</summary>
    /// <param name="kernel">The kernel, called after the last of the nodes that it computes, or after its output.</param>
    /// <param name="opType">What it computes.</param>
    public string NodeOf(string kernel, string opType)
    {
        var operation = opType.Replace("QLinear", string.Empty, StringComparison.Ordinal).Replace("Fused", string.Empty, StringComparison.Ordinal);
        operation = operation == "QGemm" ? "Gemm" : operation;
        var last = _nodes.GetValueOrDefault(kernel) ?? (graph is not null && graph.TryGetValue(kernel, out var value) ? value.Producer : null);
        if (last is null || Weighted(last, operation, []) is not { } node)
        {
            return kernel;
        }

        _named.Add(node);
        return node.Name;
    }

    // A node that ran before belongs to another kernel: of the two convolutions before an addition one runs by itself, and a normalisation
    // that nothing could be fused with becomes a convolution of its own.
    private Node? Weighted(Node node, string operation, HashSet<Node> seen) =>
        node.OpType == operation && !_named.Contains(node) ? node
        : Fused.Contains(node.OpType) && seen.Add(node)
            ? node.Inputs.Select(i => i?.Producer is { } before ? Weighted(before, operation, seen) : null).FirstOrDefault(n => n is not null)
        : null;
}
