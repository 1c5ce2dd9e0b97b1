using Skylite.Graphs.Channels;

namespace Skylite.Compression.Pruning.Criteria;

/// <summary>
/// First-order estimate of how much the loss changes when a channel goes: (Σ g·w)² over the scales of the normalisations that it passes,
/// or over the filters that make it where there are none; averaged over batches and summed over layers.
/// Source: Molchanov, Mallya, Tyree, Frosio, Kautz, "Importance Estimation for Neural Network Pruning", 2019, equations 8 and 9.
/// </summary>
public sealed class Taylor : ICriterion
{
    private static readonly AxisRole[] Roles = [AxisRole.Scale, AxisRole.Weight, AxisRole.Other, AxisRole.Input];

    /// <inheritdoc/>
    public string Id => "taylor";

    /// <inheritdoc/>
    public string Summary => "First-order estimate of how much the loss changes when a channel goes; needs images (Molchanov et al., 2019).";

    /// <inheritdoc/>
    public bool IsComparable => true;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">No gradient is given for the parameters of the family.</exception>
    public double[] Score(ChannelFamily family, Evidence evidence)
    {
        var axes = AxesOf(family, evidence.Gradients.ContainsKey);
        return axes.Length > 0 ? Sum(family, axes, evidence) : throw new InvalidDataException(
            $"Criterion 'taylor' needs gradients, but there are none for the parameters of '{family.Name}'. Give it training data, or take 'l1-norm'.");
    }

    /// <summary>The initializers by whose gradients a family is judged.</summary>
    /// <param name="family">The family.</param>
    public static IEnumerable<string> ParametersOf(ChannelFamily family) => AxesOf(family, _ => true).Select(a => a.Parameter.Name);

    private static FamilyAxis[] AxesOf(ChannelFamily family, Func<string, bool> isThere) =>
        Roles.Select(role => OwnedRuns.AxesOf(family, role).Where(a => isThere(a.Parameter.Name)).ToArray()).FirstOrDefault(axes => axes.Length > 0) ?? [];

    private static double[] Sum(ChannelFamily family, FamilyAxis[] axes, Evidence evidence)
    {
        var scores = new double[family.Groups.Count];
        foreach (var axis in axes)
        {
            var weights = OwnedRuns.Read(axis.Parameter.Constant!);
            var batches = evidence.Gradients[axis.Parameter.Name];
            foreach (var batch in batches)
            {
                var gradients = OwnedRuns.Read(batch);
                var changes = new double[scores.Length];
                for (var runs = new OwnedRuns(axis); runs.MoveNext();)
                {
                    changes[runs.Owner] += Dot(runs.Of(weights), runs.Of(gradients));
                }

                for (var g = 0; g < scores.Length; g++)
                {
                    scores[g] += changes[g] * changes[g] / batches.Count;
                }
            }
        }

        return scores;
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }
}
