namespace Skylite.Graphs.Passes;

/// <summary>
/// Puts the branch that an If takes in its place where the condition is known, and writes a Loop out where it is known how often it runs and that is not often.
/// What depends on data stays as it is. Run it again when input lengths have become known.
/// </summary>
public sealed class InlineControlFlow : IPass
{
    private const long MostIterations = 128;
    private const int MostNodes = 20_000;
    private const int MostElements = 1024;

    /// <inheritdoc/>
    public string Id => "inline-control-flow";

    /// <inheritdoc/>
    public int Apply(Graph graph)
    {
        var (changes, budget) = (0, MostNodes);
        while (graph.Nodes.Any(IsControlFlow))
        {
            var contents = ShapeInference.Analyse(graph, new KnownContents(MostElements, weights: false));
            var courses = graph.Nodes.Where(IsControlFlow).Select(n => Course(n, contents, graph)).OfType<Course>().ToArray();
            foreach (var course in courses)
            {
                budget -= (int)Math.Max(1, course.Body?.Nodes.Count ?? 0) * (int)Math.Max(1, course.Times);
                if (budget < 0)
                {
                    return Finish(graph, changes);
                }

                WriteOut(graph, course);
                changes++;
            }

            if (courses.Length == 0)
            {
                break;
            }
        }

        return Finish(graph, changes);
    }

    private static int Finish(Graph graph, int changes)
    {
        if (changes > 0)
        {
            new RemoveDeadNodes().Apply(graph);
        }

        return changes;
    }

    private static bool IsControlFlow(Node node) => node is { OpType: "If" or "Loop", Domain: "" };

    private static Course? Course(Node node, KnownContents contents, Graph graph) =>
        node.OpType == "If" ? BranchOf(node, contents) : RoundsOf(node, contents, graph);

    private static Course? BranchOf(Node node, KnownContents contents) =>
        node.Inputs.Count == 1 && IsTrue(contents, node.Inputs[0]) is { } condition
        && node.Attributes.TryGet(condition ? "then_branch" : "else_branch", out var branch) && branch is GraphAttribute.Subgraph { Value: var body }
        && body.Inputs.Count == 0 && body.Outputs.Count == node.Outputs.Count
            ? new Course(node, body, 1)
            : null;

    private static Course? RoundsOf(Node node, KnownContents contents, Graph graph)
    {
        if (node.Inputs.Count < 2 || !node.Attributes.TryGet("body", out var attribute) || attribute is not GraphAttribute.Subgraph { Value: var body }
            || body.Inputs.Count != node.Inputs.Count || body.Outputs.Count != node.Outputs.Count + 1 || body.Outputs.Count < body.Inputs.Count - 1
            || node.Inputs.Skip(2).Any(v => v is null))
        {
            return null;
        }

        var begins = node.HasInput(1) ? IsTrue(contents, node.Input(1)) : true;
        long? most = !node.HasInput(0) ? long.MaxValue
            : contents.ConstantOf(node.Input(0)) is { Count: 1, Type: ElementType.Int64 or ElementType.Int32 } count ? count.ToInt64()[0]
            : null;
        var times = begins == false ? 0 : begins == true && GoesOn(body, contents, graph) ? most : null;
        var collects = body.Outputs.Count > body.Inputs.Count - 1;
        return times is { } known && known <= MostIterations && !(collects && known <= 0) ? new Course(node, body, Math.Max(0, known)) : null;
    }

    // Whether the body always asks for another round.
    private static bool GoesOn(Graph body, KnownContents contents, Graph around)
    {
        var condition = body.Outputs[0];
        while (condition.Producer is { OpType: "Identity", Domain: "" } identity && identity.HasInput(0))
        {
            condition = identity.Input(0);
        }

        if (condition == body.Inputs[1])
        {
            return true;
        }

        return IsTrue(contents, condition.IsCapture && around.TryGetValue(condition.Name, out var outer) ? outer : condition)
            ?? (condition.Producer is { OpType: "Constant", Domain: "" } constant && constant.Attributes.Tensor("value") is { } value && IsTrue(value) == true);
    }

    private static bool? IsTrue(KnownContents contents, Value? value) => value is null ? null : IsTrue(contents.ConstantOf(value));

    private static bool? IsTrue(Tensor? data) => data is { Count: 1, Type: ElementType.Bool } ? data.Bytes.Span[0] != 0 : null;

    private static void WriteOut(Graph graph, Course course)
    {
        var node = course.Node;
        var inliner = new SubgraphInliner(graph, node, course.Body);
        var results = node.OpType == "If" ? inliner.Inline([]) : Unroll(graph, course, inliner);
        var outputs = node.Outputs.ToArray();
        node.TrimOutputs(0);
        var passing = new List<Node>();
        foreach (var (output, result) in outputs.Zip(results))
        {
            if (output is not null)
            {
                passing.Add(graph.AddNode("Identity", [result], [output], output.Name, node));
            }
        }

        graph.RemoveNode(node);
        var bypass = new Bypass(graph);
        passing.ForEach(n => bypass.Try(n));
    }

    private static Value[] Unroll(Graph graph, Course course, SubgraphInliner inliner)
    {
        var (node, body) = (course.Node, course.Body);
        var carried = node.Inputs.Skip(2).OfType<Value>().ToArray();
        var collected = new List<Value>[body.Outputs.Count - 1 - carried.Length];
        for (var i = 0; i < collected.Length; i++)
        {
            collected[i] = [];
        }

        var goes = graph.AddInitializer(graph.FreshName($"{node.Name}.condition"), Like(body.Inputs[1], Tensor.Scalar(true)));
        var first = graph.AddInitializer(graph.FreshName($"{node.Name}.axes"), Tensor.Vector(0L));
        for (long round = 0; round < course.Times; round++)
        {
            var number = graph.AddInitializer(graph.FreshName($"{node.Name}.round"), Like(body.Inputs[0], Tensor.Scalar(round)));
            var results = inliner.Inline([number, goes, .. carried]);
            carried = results[1..(1 + carried.Length)];
            for (var i = 0; i < collected.Length; i++)
            {
                collected[i].Add(Before(graph, node, "Unsqueeze", results[1 + carried.Length + i], first));
            }
        }

        return [.. carried, .. collected.Select(parts =>
        {
            var joined = Before(graph, node, "Concat", [.. parts]);
            joined.Producer!.Attributes.Set("axis", 0);
            return joined;
        })];
    }

    private static Tensor Like(Value input, Tensor scalar) => input.Shape is { Rank: 1 } ? scalar.Reshape(1) : scalar;

    private static Value Before(Graph graph, Node node, string opType, params Value?[] inputs)
    {
        var name = graph.FreshName($"{node.Name}.{opType}");
        return graph.AddNode(opType, inputs, [graph.AddValue(name)], name, node).Output(0);
    }
}
