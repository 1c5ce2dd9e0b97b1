using Skylite.Graphs.Operators;

namespace Skylite.Graphs.Passes;

/// <summary>
/// Checks that a graph is sound: names and links agree, every value is defined once and before it is used, operators are known and get what they take,
/// shapes fit, and every input and output has a type.
/// </summary>
public sealed class GraphCheck : IPass
{
    private const int MostShown = 5;

    /// <inheritdoc/>
    public string Id => "check";

    /// <summary>What is wrong with a graph; nothing when it is sound. The graph is not changed.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="allowOpaque">Whether operators that Skylite does not know are taken as they are.</param>
    public static IReadOnlyList<string> Problems(Graph graph, bool allowOpaque = false)
    {
        var problems = new List<string>();
        CheckSignature(graph, problems);
        CheckNodes(graph, new HashSet<Value>(graph.Inputs.Concat(graph.Initializers)), allowOpaque, problems);
        problems.AddRange(graph.Captures.Select(v => $"'{v.Name}' is used, but no node, initializer or input gives it."));
        if (problems.Count > 0)
        {
            return problems;
        }

        try
        {
            ShapeInference.Run(graph.Clone());
        }
        catch (InvalidDataException e)
        {
            problems.Add(e.Message);
        }

        return problems;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The graph is not sound; the message lists what is wrong.</exception>
    public int Apply(Graph graph)
    {
        var problems = Problems(graph);
        if (problems.Count == 0)
        {
            return 0;
        }

        var more = problems.Count > MostShown ? $" And {problems.Count - MostShown} more." : string.Empty;
        throw new InvalidDataException($"Graph '{graph.Name}' is not sound: {string.Join(" ", problems.Take(MostShown))}{more}");
    }

    private static void CheckSignature(Graph graph, List<string> problems)
    {
        problems.AddRange(graph.Inputs.Where(v => v.Type == ElementType.Undefined).Select(v => $"Input '{v.Name}' has no element type."));
        problems.AddRange(graph.Outputs.Where(v => !Owns(graph, v)).Select(v => $"Output '{v.Name}' is not a value of the graph."));
        if (graph.Outputs.Count == 0)
        {
            problems.Add("The graph has no outputs.");
        }
    }

    private static void CheckNodes(Graph graph, HashSet<Value> defined, bool allowOpaque, List<string> problems)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            if (!names.Add(node.Name))
            {
                problems.Add($"Two nodes are named '{node.Name}'.");
            }

            CheckOperator(node, allowOpaque, problems);
            CheckInputs(graph, node, defined, problems);
            foreach (var output in node.Outputs.OfType<Value>())
            {
                if (output.Producer != node || !Owns(graph, output) || !defined.Add(output))
                {
                    problems.Add($"Node '{node.Name}' ({node.OpType}) gives '{output.Name}', which is defined elsewhere too or is no value of the graph.");
                }
            }
        }
    }

    private static void CheckInputs(Graph graph, Node node, HashSet<Value> defined, List<string> problems)
    {
        foreach (var input in node.Inputs.OfType<Value>())
        {
            if (!Owns(graph, input))
            {
                problems.Add($"Node '{node.Name}' ({node.OpType}) takes '{input.Name}', which is no value of the graph.");
            }
            else if (input.Producer is not null && !defined.Contains(input))
            {
                problems.Add($"Node '{node.Name}' ({node.OpType}) takes '{input.Name}', which is computed only after it.");
            }
        }

        foreach (var name in node.CapturedNames())
        {
            if (!graph.TryGetValue(name, out var value) || !defined.Contains(value))
            {
                problems.Add($"A subgraph of node '{node.Name}' ({node.OpType}) takes '{name}', which is not defined before it.");
            }
        }
    }

    private static void CheckOperator(Node node, bool allowOpaque, List<string> problems)
    {
        if (KnownOperators.Find(node) is not { } op)
        {
            var set = node.Domain.Length > 0 ? $" from the set '{node.Domain}'" : string.Empty;
            if (!allowOpaque)
            {
                problems.Add($"Node '{node.Name}' is of operator {node.OpType}{set}, which Skylite does not know. {OperatorNotes.Of(node)}".TrimEnd());
            }
        }
        else if (!op.Arity.Allows(node))
        {
            problems.Add(
                $"Node '{node.Name}' ({node.OpType}) has {node.Inputs.Count} inputs and {node.Outputs.Count} outputs, which the operator does not take.");
        }
    }

    private static bool Owns(Graph graph, Value value) => graph.TryGetValue(value.Name, out var own) && own == value;
}
