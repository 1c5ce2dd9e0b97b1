namespace Skylite.Graphs.Passes;

/// <summary>
/// Gives a graph that was exported for single images a batch of any length: Reshapes whose shape names the 1 infer that axis, constants that are joined with
/// images are repeated for each. Where the length lies after a Reshape is told from the positions of the other axes; where these leave a choice the
/// result must be checked on numbers.
/// </summary>
public sealed class FreeBatch : IPass
{
    private const string Symbol = "batch";

    // No axis of a network is a multiple of it, so that it shows where the batch has gone.
    private const long Probe = 65521;
    private const int LargestContents = 1024;

    /// <inheritdoc/>
    public string Id => "free-batch";

    /// <summary>Frees the first axis of every input of length 1.</summary>
    /// <returns>How many inputs and nodes were changed; 0 when the batch is free already.</returns>
    /// <exception cref="InvalidDataException">An input has a fixed batch other than 1, or a node cannot be freed; the message names it.</exception>
    public int Apply(Graph graph)
    {
        var inputs = graph.Inputs.Where(i => i.Constant is null && i.Shape is { Rank: > 0 } shape && shape[0].IsKnown).ToArray();
        if (inputs.Length == 0)
        {
            return 0;
        }

        if (inputs.FirstOrDefault(i => i.Shape![0].Length != 1) is { } fixedInput)
        {
            throw new InvalidDataException($"Input '{fixedInput.Name}' has a fixed batch of {fixedInput.Shape![0]}; only a batch of 1 can be freed.");
        }

        ShapeInference.Run(graph);
        var single = graph.Values.Values.Where(v => v.Shape is not null).ToDictionary(v => v, v => v.Shape!);
        SetBatch(inputs, Probe);
        var changed = inputs.Length;
        var repaired = new HashSet<Node>();
        while (FirstMisfit(graph, single, repaired) is { } node)
        {
            Repair(graph, node, single);
            repaired.Add(node);
            changed++;
        }

        SetBatch(inputs, Dimension.Named(Symbol));
        ShapeInference.Run(graph);
        return changed;
    }

    private static void SetBatch(IEnumerable<Value> inputs, Dimension batch)
    {
        foreach (var input in inputs)
        {
            input.Shape = input.Shape!.With(0, batch);
        }
    }

    // The first node, in order, that does not fit a batch; null when all do.
    private static Node? FirstMisfit(Graph graph, Dictionary<Value, Shape> single, HashSet<Node> repaired)
    {
        InvalidDataException? refusal = null;
        var contents = new KnownContents(LargestContents, weights: false);
        try
        {
            ShapeInference.Analyse(graph, contents);
        }
        catch (InvalidDataException e)
        {
            refusal = e;
        }

        return graph.Nodes.FirstOrDefault(n => !repaired.Contains(n) && Misfits(n, single, contents)) ?? (refusal is null ? null : throw refusal);
    }

    private static bool Misfits(Node node, Dictionary<Value, Shape> single, KnownContents contents) => node.OpType switch
    {
        "Reshape" => node.Input(0) is { Constant: null, Shape: { } shape } data && Batched(shape, single.GetValueOrDefault(data)) is not null
            && contents.ConstantOf(node.Input(1)) is { } target && !Follows(shape, target),
        "Concat" => Joined(node) is not null,
        _ => false,
    };

    // A shape that already takes any batch: the same number of elements whatever it is.
    private static bool Follows(Shape shape, Tensor target)
    {
        long known = 1, elements = 1;
        var wildcard = false;
        var entries = target.ToInt64();
        for (var i = 0; i < entries.Length; i++)
        {
            wildcard |= entries[i] == -1;
            known *= entries[i] switch { -1 => 1, 0 when i < shape.Rank && shape[i].IsKnown => shape[i].Length, var e => e };
        }

        foreach (var dimension in shape)
        {
            elements *= dimension.IsKnown ? dimension.Length : 1;
        }

        // -1 in another axis than the one the batch belongs to would take the batch in, unless 0 or another entry has it.
        return wildcard ? entries[0] is 0 or -1 || (known % Probe) == 0 : known == elements;
    }

    private static int? Batched(Shape shape, Shape? single)
    {
        if (single is null || single.Rank != shape.Rank)
        {
            return null;
        }

        for (var i = 0; i < shape.Rank; i++)
        {
            if (shape[i].IsKnown && single[i].IsKnown && shape[i].Length == single[i].Length * Probe)
            {
                return i;
            }
        }

        return null;
    }

    private static (int Input, int Axis)? Joined(Node node)
    {
        var axis = (int)node.Attributes.Int("axis", 0);
        for (var d = 0; d < (node.Inputs[0]?.Shape?.Rank ?? 0); d++)
        {
            var joins = (axis < 0 ? axis + node.Input(0).Shape!.Rank : axis) == d;
            if (!joins && node.Inputs.Any(v => v!.Shape is { } s && d < s.Rank && s[d] == Probe))
            {
                var lone = node.Inputs.ToList().FindIndex(v => v!.Shape is { } s && s[d] == 1);
                return lone < 0 ? null : (lone, d);
            }
        }

        return null;
    }

    private static void Repair(Graph graph, Node node, Dictionary<Value, Shape> single)
    {
        if (node.OpType == "Concat")
        {
            var (lone, axis) = Joined(node)!.Value;
            Repeat(graph, node, lone, axis);
            return;
        }

        var target = single[node.Output(0)];
        var source = single[node.Input(0)];
        var place = Place(source, Batched(node.Input(0).Shape!, source)!.Value, target);
        long[] entries = [.. Enumerable.Range(0, target.Rank).Select(i => i == place ? -1 : target[i].Length)];
        node.SetInput(1, graph.AddInitializer(graph.FreshName(node.Name + "/shape"), Tensor.Vector<long>(entries)));
    }

    // The batch stands before or behind the other elements of its axis. An axis of length 1 at one of these places is meant for it;
    // else it leads the axis that begins there, but never the last, which holds features.
    private static int Place(Shape source, int axis, Shape target)
    {
        long before = 1;
        for (var i = 0; i < axis; i++)
        {
            before *= source[i].Length;
        }

        long[] places = [before, before * source[axis].Length];
        long prefix = 1;
        var begins = -1;
        for (var k = 0; k < target.Rank; k++)
        {
            if (target[k] == 1 && places.Contains(prefix))
            {
                return k;
            }

            begins = prefix == before && begins < 0 ? k : begins;
            prefix *= target[k].Length;
        }

        return begins >= 0 && begins < target.Rank - 1 ? begins : Math.Max(0, (begins < 0 ? target.Rank : begins) - 1);
    }

    private static void Repeat(Graph graph, Node node, int input, int axis)
    {
        var lone = node.Input(input);
        var batched = node.Inputs.OfType<Value>().First(v => v.Shape is { } s && s[axis] == Probe);
        Value Add(string opType, string suffix, params Value[] inputs)
        {
            var output = graph.AddValue(graph.FreshName(node.Name + suffix));
            var added = graph.AddNode(opType, inputs, [output], graph.FreshName(node.Name + suffix), before: node);
            if (opType == "Concat")
            {
                added.Attributes.Set("axis", 0);
            }

            return output;
        }

        Value Numbers(string suffix, params long[] values) => graph.AddInitializer(graph.FreshName(node.Name + suffix), Tensor.Vector<long>(values));
        var batch = Add("Gather", "/batch", Add("Shape", "/batched", batched), Numbers("/axis", axis));
        Value[] lengths =
        [
            .. axis > 0 ? [Numbers("/before", [.. Enumerable.Repeat(1L, axis)])] : Array.Empty<Value>(),
            batch,
            .. lone.Shape!.Rank - axis > 1 ? [Numbers("/behind", [.. Enumerable.Repeat(1L, lone.Shape.Rank - axis - 1)])] : Array.Empty<Value>(),
        ];
        node.SetInput(input, Add("Expand", "/repeated", lone, lengths.Length == 1 ? batch : Add("Concat", "/lengths", lengths)));
    }
}
