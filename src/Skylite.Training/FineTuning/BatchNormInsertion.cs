using Skylite.Graphs;

namespace Skylite.Training.FineTuning;

/// <summary>
/// Puts a batch normalisation that changes nothing behind every convolution that has none, the head aside: the place that an export folded it away from.
/// </summary>
public static class BatchNormInsertion
{
    private const float Epsilon = 1e-5f;

    /// <summary>Inserts them; <see cref="Statistics.BatchNormalizations.Unfold"/> then gives them statistics.</summary>
    /// <param name="graph">A classifier; it is changed.</param>
    /// <returns>How many were inserted.</returns>
    public static int Apply(Graph graph)
    {
        var head = ClassifierHead.Find(graph).Node;
        var inserted = 0;
        foreach (var node in graph.Nodes.Where(n => n.OpType == "Conv" && n != head).ToArray())
        {
            var output = node.Output(0);
            if (node.Input(1).Constant is { } weight && !graph.IsOutput(output) && output.Uses.All(u => u.Node.OpType != "BatchNormalization"))
            {
                Insert(graph, output, (int)weight.Dimensions[0]);
                inserted++;
            }
        }

        return inserted;
    }

    private static void Insert(Graph graph, Value output, int channels)
    {
        var name = graph.FreshName(output.Name + "/bn");
        Value Constant(string suffix, float value)
        {
            var values = new float[channels];
            Array.Fill(values, value);
            return graph.AddInitializer(graph.FreshName(name + suffix), Tensor.Vector<float>(values));
        }

        // An exact identity: the variance makes up for the ε.
        var normalised = graph.AddValue(graph.FreshName(name + "/output"));
        graph.ReplaceUses(output, normalised);
        var next = normalised.Uses.Select(u => u.Node).OrderBy(n => graph.Nodes.Index().First(p => p.Item == n).Index).First();
        var node = graph.AddNode(
            "BatchNormalization",
            [output, Constant(".weight", 1), Constant(".bias", 0), Constant(".running_mean", 0), Constant(".running_var", 1 - Epsilon)],
            [normalised],
            name,
            before: next);
        node.Attributes.Set("epsilon", Epsilon);
        (normalised.Type, normalised.Shape) = (output.Type, output.Shape);
    }
}
