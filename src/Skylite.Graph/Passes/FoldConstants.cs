using Skylite.Graphs.Operators;

namespace Skylite.Graphs.Passes;

/// <summary>
/// Computes what does not depend on the graph's inputs once and for all: weights behind Transpose, Cast or Constant, and shape arithmetic whose lengths are
/// known become initializers, and Identity nodes go away.
/// </summary>
/// <remarks>
/// Floating-point constants of the network's formulas, such as attention masks, become Constant nodes and not initializers, so that training does not take
/// them for weights. For the same reason weights are moved and cast, but not calculated with.
/// </remarks>
public sealed class FoldConstants : IPass
{
    private const long LargestNew = 1 << 16;

    /// <inheritdoc/>
    public string Id => "fold-constants";

    /// <inheritdoc/>
    public int Apply(Graph graph)
    {
        var contents = ShapeInference.Analyse(graph, new KnownContents(LargestNew, weights: true));
        var folded = graph.Nodes.Where(n => IsKnown(n, contents)).ToHashSet();
        var kept = folded.Where(n => n.Outputs.OfType<Value>().Any(o => IsFormula(o, folded, contents))).ToArray();
        var changes = folded.Count;
        foreach (var node in kept)
        {
            changes -= node.OpType == "Constant" ? 1 : 0;
            folded.Remove(node);
            KeepAsConstant(graph, node, contents);
        }

        var stored = folded.SelectMany(n => n.Outputs).OfType<Value>().ToArray();
        graph.RemoveNodes(folded.Contains);
        foreach (var value in stored)
        {
            graph.MakeInitializer(value, contents.ConstantOf(value)!);
        }

        changes += graph.Nodes.Where(n => n is { OpType: "Identity", Domain: "" }).ToArray().Count(new Bypass(graph).Try);
        new RemoveDeadNodes().Apply(graph);
        return changes;
    }

    private static bool IsKnown(Node node, KnownContents contents) =>
        KnownOperators.Find(node) is IFoldable && node.Outputs.OfType<Value>().All(o => contents.ConstantOf(o) is not null);

    /// <summary>Whether a value is a floating-point constant that nodes take which cannot be folded themselves, and none of them as a weight.</summary>
    private static bool IsFormula(Value value, HashSet<Node> folded, KnownContents contents) =>
        contents.ConstantOf(value) is { Count: > 1 } data && data.Type.IsFloating() && !contents.IsWeight(value)
        && value.Uses.Any(u => !folded.Contains(u.Node)) && !value.Uses.Any(u => GraphParameters.IsWeight(u.Node, u.Index));

    private static void KeepAsConstant(Graph graph, Node node, KnownContents contents)
    {
        if (node.OpType == "Constant")
        {
            return;
        }

        var outputs = node.Outputs.OfType<Value>().ToArray();
        var next = graph.Nodes.SkipWhile(n => n != node).Skip(1).FirstOrDefault();
        graph.RemoveNode(node);
        foreach (var output in outputs)
        {
            var constant = graph.AddNode("Constant", [], [output], output.Name, next);
            constant.Attributes.Set("value", new GraphAttribute.Constant(contents.ConstantOf(output)!));
        }
    }
}
