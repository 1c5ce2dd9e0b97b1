using Skylite.Graphs.Channels;

namespace Skylite.Compression.Pruning.Criteria;

/// <summary>
/// First-order estimate of how much the loss changes when a channel goes: (Σ g·w)² over the scales of the normalisations that it passes,
/// or over the filters that make it where there are none; averaged over batches and summed over layers.
/// Source: Molchanov, Mallya, Tyree, Frosio, Kautz, "Importance Estimation for Neural Network Pruning", 2019, equations 8 and 9.
/// </summary>
public sealed class Taylor : ICriterion
{
    /// <inheritdoc/>
    public string Id => "taylor";

    /// <inheritdoc/>
    public bool IsComparable => true;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">No gradient is given for the parameters of the family.</exception>
    public double[] Score(ChannelFamily family, Evidence evidence)
    {
        foreach (var role in (ParameterRole[])[ParameterRole.Scale, ParameterRole.Weight, ParameterRole.Other, ParameterRole.Input])
        {
            var parameters = FamilyParameter.Of(family, role).Where(p => evidence.Gradients.ContainsKey(p.Value.Name)).ToArray();
            if (parameters.Length > 0)
            {
                return Sum(family, parameters, evidence);
            }
        }

        throw new InvalidDataException(
            $"Criterion 'taylor' needs gradients, but there are none for the parameters of '{family.Name}'. Give it training data, or take 'l1-norm'.");
    }

    private static double[] Sum(ChannelFamily family, FamilyParameter[] parameters, Evidence evidence)
    {
        var scores = new double[family.Groups.Count];
        foreach (var parameter in parameters)
        {
            var weights = parameter.Data();
            var batches = evidence.Gradients[parameter.Value.Name];
            foreach (var gradients in batches.Select(b => b.ToSingle()))
            {
                for (var g = 0; g < scores.Length; g++)
                {
                    var change = parameter.Runs(g, weights).Zip(parameter.Runs(g, gradients), (w, d) => Dot(w, d)).Sum();
                    scores[g] += change * change / batches.Count;
                }
            }
        }

        return scores;
    }

    private static double Dot(ArraySegment<float> a, ArraySegment<float> b)
    {
        double sum = 0;
        for (var i = 0; i < a.Count; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }
}
