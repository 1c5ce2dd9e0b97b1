using System.Globalization;

namespace Skylite.Graphs.Passes;

/// <summary>Several networks as one that answers with the mean of their answers (Hansen, Salamon 1990, <i>Neural network ensembles</i>).</summary>
/// <remarks>
/// The mean of logits is, up to a constant, the logarithm of the geometric mean of the probabilities (Hinton, Vinyals, Dean 2015, section 1).
/// </remarks>
public static class Ensemble
{
    /// <summary>Joins networks of the same inputs and outputs; tensors are shared with them.</summary>
    /// <param name="members">The networks, at least one; names of inputs and outputs, and what else the file says, are the first one's.</param>
    /// <exception cref="InvalidDataException">Numbers of inputs, shapes or operator sets differ; the message says which.</exception>
    public static Graph Of(IReadOnlyList<EnsembleMember> members)
    {
        var first = members[0].Graph;
        var result = new Graph("ensemble") { Opset = first.Opset };
        foreach (var (domain, version) in members.SelectMany(m => m.Graph.Domains))
        {
            result.Domains[domain] = version;
        }

        var inputs = first.Inputs.Where(i => i.Constant is null).Select(i => result.AddInput(i.Name, i.Type, i.Shape)).ToArray();
        var answers = members.Index().Select(m => Add(result, m.Item, inputs, first, m.Index)).ToArray();
        var sum = result.Apply("Sum", result.FreshName("sum"), [.. answers]);
        var share = result.AddInitializer(result.FreshName("share"), Tensor.Scalar(1f / members.Count));
        var name = first.Outputs[0].Name;
        if (result.TryGetValue(name, out var taken))
        {
            result.Rename(taken, result.FreshName($"{name}.first"));
        }

        var mean = result.Apply("Mul", name, sum, share);
        (mean.Type, mean.Shape) = (first.Outputs[0].Type, first.Outputs[0].Shape);
        result.AddOutput(mean);
        ShapeInference.Run(result);
        return result;
    }

    private static Value Add(Graph result, EnsembleMember member, Value[] inputs, Graph first, int number)
    {
        var graph = member.Graph;
        var own = graph.Inputs.Where(i => i.Constant is null).ToArray();
        Require(graph.Opset == first.Opset, graph, $"follows operator set {graph.Opset}, and '{first.Name}' follows {first.Opset}");
        Require(own.Length == inputs.Length, graph, $"takes {own.Length} inputs, and '{first.Name}' takes {inputs.Length}");
        foreach (var (mine, given) in own.Zip(inputs))
        {
            Require(Fits(mine.Shape, given.Shape), graph, $"takes {mine.Shape}, and '{first.Name}' takes {given.Shape}");
        }

        Require(
            Fits(graph.Outputs[0].Shape, first.Outputs[0].Shape),
            graph,
            $"answers with {graph.Outputs[0].Shape}, and '{first.Name}' with {first.Outputs[0].Shape}");
        var fed = member.Conversion is not { } conversion ? inputs : [.. inputs.Select(i => Convert(result, i, conversion, number))];
        return new SubgraphInliner(result, before: null, graph).Inline(fed)[0];
    }

    private static Value Convert(Graph result, Value input, (IReadOnlyList<float> Factors, IReadOnlyList<float> Shifts) conversion, int number)
    {
        Value Channels(string name, IReadOnlyList<float> values) =>
            result.AddInitializer(result.FreshName(name), Tensor.Create<float>([.. values], [1, values.Count, 1, 1]));
        var name = string.Create(CultureInfo.InvariantCulture, $"{input.Name}.member{number}");
        var scaled = result.Apply("Mul", result.FreshName($"{name}.scaled"), input, Channels($"{name}.factor", conversion.Factors));
        return result.Apply("Add", result.FreshName(name), scaled, Channels($"{name}.shift", conversion.Shifts));
    }

    // Lengths that one of both leaves open fit.
    private static bool Fits(Shape? a, Shape? b) =>
        a is null || b is null || (a.Rank == b.Rank && a.Zip(b).All(d => !d.First.IsKnown || !d.Second.IsKnown || d.First.Length == d.Second.Length));

    private static void Require(bool fits, Graph graph, string difference)
    {
        if (!fits)
        {
            throw new InvalidDataException($"'{graph.Name}' {difference}: they cannot answer together.");
        }
    }
}
