using Skylite.Graphs.Channels;

namespace Skylite.Compression.Pruning.Criteria;

/// <summary>Norms of the weights that make the channels of a family.</summary>
internal static class GroupNorm
{
    /// <summary>For each group, the mean over the family's parameters of a sum over the elements of its slices.</summary>
    /// <param name="family">The family.</param>
    /// <param name="role">Role of the parameters.</param>
    /// <param name="term">What one element adds.</param>
    /// <param name="finish">Applied to each sum.</param>
    /// <returns>The scores, or <see langword="null"/> when the family has no parameter in that role.</returns>
    public static double[]? Mean(ChannelFamily family, ParameterRole role, Func<float, double> term, Func<double, double> finish)
    {
        var parameters = FamilyParameter.Of(family, role);
        if (parameters.Count == 0)
        {
            return null;
        }

        var scores = new double[family.Groups.Count];
        foreach (var parameter in parameters)
        {
            var data = parameter.Data();
            for (var g = 0; g < scores.Length; g++)
            {
                double sum = 0;
                foreach (var run in parameter.Runs(g, data))
                {
                    foreach (var element in run)
                    {
                        sum += term(element);
                    }
                }

                scores[g] += finish(sum) / parameters.Count;
            }
        }

        return scores;
    }

    /// <summary>Sum of absolute values of the weights, or of whatever other parameter the family has when nothing else makes its channels.</summary>
    public static double[] L1(ChannelFamily family) => Of(family, v => Math.Abs((double)v), s => s);

    /// <summary>Root of the sum of squares, as <see cref="L1"/>.</summary>
    public static double[] L2(ChannelFamily family) => Of(family, v => (double)v * v, Math.Sqrt);

    private static double[] Of(ChannelFamily family, Func<float, double> term, Func<double, double> finish) =>
        Mean(family, ParameterRole.Weight, term, finish)
        ?? Mean(family, ParameterRole.Other, term, finish)
        ?? Mean(family, ParameterRole.Input, term, finish)
        ?? new double[family.Groups.Count];
}
