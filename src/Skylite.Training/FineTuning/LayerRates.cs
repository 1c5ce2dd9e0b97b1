using Skylite.Graphs;
using Skylite.Training.Optimizers;

namespace Skylite.Training.FineTuning;

/// <summary>
/// Discriminative learning rates: what a network already knows of images in general, in its first layers, moves less than its last layers do
/// (Howard and Ruder, 2018, section 3.2).
/// </summary>
public static class LayerRates
{
    // Parameters of one rate move together; a few steps are as good as one for each layer.
    private const int Levels = 8;

    /// <summary>A rate factor for every learnable initializer that does not move at the full rate.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="first">Factor of the layers next to the input; it rises geometrically with the depth to 1 at the head. Above 0; 1 for none.</param>
    /// <param name="scales">Factors of their own for patterns of names; they multiply, and the first that fits decides.</param>
    public static IReadOnlyList<RateFactor> Of(Graph graph, double first, IReadOnlyList<RateFactor> scales)
    {
        var parts = scales.Count > 0 ? new NamedParts(graph) : null;
        var chosen = scales.Select(s => (Names: parts!.Find(s.Pattern), s.Factor)).ToArray();
        var depths = Depths(graph);
        var factors = new List<RateFactor>();
        foreach (var name in ParameterRoles.Of(graph).Keys.Select(v => v.Name))
        {
            var depth = Math.Round(depths.GetValueOrDefault(name, 1) * Levels) / Levels;
            var factor = Math.Pow(first, 1 - depth) * (chosen.FirstOrDefault(c => c.Names.Contains(name)) is { Names: not null } own ? own.Factor : 1);
            if (factor != 1)
            {
                factors.Add(new RateFactor(name, factor));
            }
        }

        return factors;
    }

    /// <summary>Relative depth of every learnable initializer: 0 in the first layer of weights, 1 in the last, counted along the longest path.</summary>
    public static IReadOnlyDictionary<string, double> Depths(Graph graph)
    {
        var roles = ParameterRoles.Of(graph);
        var depths = new Dictionary<Value, int>();
        var layers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            var depth = node.Inputs.OfType<Value>().Max(v => depths.GetValueOrDefault(v, 0) as int?) ?? 0;
            var weights = node.Inputs.OfType<Value>().Where(roles.ContainsKey).ToArray();
            foreach (var weight in weights)
            {
                // Shared weights count where they are used first; a normalisation belongs to the layer before it.
                layers.TryAdd(weight.Name, roles[weight] == ParameterRole.Weight ? depth : Math.Max(0, depth - 1));
            }

            depth += weights.Any(w => roles[w] == ParameterRole.Weight) ? 1 : 0;
            foreach (var output in node.Outputs.OfType<Value>())
            {
                depths[output] = depth;
            }
        }

        foreach (var node in graph.Nodes.Where(n => n.OpType is "Conv" or "Gemm" or "ConvTranspose"))
        {
            // The bias of a layer moves as its weights do.
            if (node.HasInput(2) && layers.TryGetValue(node.Input(1).Name, out var own) && layers.ContainsKey(node.Input(2).Name))
            {
                layers[node.Input(2).Name] = own;
            }
        }

        var last = Math.Max(1, layers.Values.DefaultIfEmpty(0).Max());
        return layers.ToDictionary(l => l.Key, l => (double)l.Value / last, StringComparer.Ordinal);
    }
}
