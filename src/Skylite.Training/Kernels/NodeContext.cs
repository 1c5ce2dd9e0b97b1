using System.Globalization;
using Skylite.Graphs;

namespace Skylite.Training.Kernels;

/// <summary>What a kernel sees of a node while it prepares to compute it.</summary>
public sealed class NodeContext
{
    /// <summary>Makes the context of one node.</summary>
    /// <param name="graph">The graph that the node belongs to.</param>
    /// <param name="node">The node.</param>
    /// <param name="options">Settings of the interpreter.</param>
    public NodeContext(Graph graph, Node node, InterpreterOptions options)
    {
        (Graph, Node, Options) = (graph, node, options);
    }

    /// <summary>The graph that the node belongs to.</summary>
    public Graph Graph { get; }

    /// <summary>The node.</summary>
    public Node Node { get; }

    /// <summary>Settings of the interpreter.</summary>
    public InterpreterOptions Options { get; }

    /// <summary>The node's attributes.</summary>
    public AttributeMap Attributes => Node.Attributes;

    /// <summary>Version of the operator set that the node follows.</summary>
    public int Opset => Graph.Opset;

    /// <summary>Whether an input is kept as it is by a name pattern.</summary>
    public bool IsFrozen(int input) => Node.HasInput(input) && NamePattern.MatchesAny(Options.Frozen, Node.Input(input).Name);

    /// <summary>Contents of an input that is an initializer or the output of a Constant node; <see langword="null"/> otherwise.</summary>
    public Tensor? ConstantOf(int input)
    {
        if (!Node.HasInput(input))
        {
            return null;
        }

        var value = Node.Input(input);
        return value.Constant ?? (value.Producer is { OpType: "Constant" } constant ? ConstantContents.Of(constant) : null);
    }

    /// <summary>Integers that older operator sets keep in an attribute and newer ones in an input; <see langword="null"/> when neither is known.</summary>
    public long[]? IntsOf(string attribute, int input) => Attributes.Ints(attribute)?.ToArray() ?? ConstantOf(input)?.ToInt64();

    /// <summary>A float attribute as the decimal number that was meant: 0.00001 and not the nearest 32-bit float, so that rounding is PyTorch's.</summary>
    public double Number(string attribute, float otherwise) =>
        double.Parse(Attributes.Float(attribute, otherwise).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Rank of an input, or −1 when it is unknown.</summary>
    public int RankOf(int input) => Node.HasInput(input) ? Node.Input(input).Shape?.Rank ?? -1 : -1;

    /// <summary>The error of a node that asks for something that cannot be computed.</summary>
    public NotSupportedException Refuse(string what) =>
        new($"The interpreter cannot run node '{Node.Name}' ({Node.OpType}): {what}");
}
