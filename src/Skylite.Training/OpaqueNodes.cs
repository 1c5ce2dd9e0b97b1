using Skylite.Graphs;
using Skylite.Training.Kernels;

namespace Skylite.Training;

/// <summary>Nodes that no kernel computes: refused, unless <see cref="InterpreterOptions.AllowOpaque"/> hands them to ONNX Runtime.</summary>
public static class OpaqueNodes
{
    /// <summary>The nodes of a graph whose operator has no kernel, in the graph's order; a node can be refused for its settings besides.</summary>
    public static IReadOnlyList<Node> In(Graph graph) =>
        [.. graph.Nodes.Where(n => n is not { OpType: "Constant", Domain: "" } && !KernelCatalogue.TryFind(n, out _))];
}
