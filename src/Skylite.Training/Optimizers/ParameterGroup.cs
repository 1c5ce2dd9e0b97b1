using Skylite.Graphs;

namespace Skylite.Training.Optimizers;

/// <summary>Parameters that share a rate and a weight decay.</summary>
/// <param name="Parameters">The parameters, all learnt.</param>
/// <param name="RateFactor">Multiple of the learning rate.</param>
/// <param name="WeightDecay">How strongly weights are pulled to 0.</param>
public sealed record ParameterGroup(IReadOnlyList<Parameter> Parameters, double RateFactor, double WeightDecay)
{
    /// <summary>Sorts the learnt parameters into groups.</summary>
    /// <param name="parameters">All parameters; frozen ones are left out.</param>
    /// <param name="weightDecay">Decay of weights.</param>
    /// <param name="decayAll">Whether biases and normalisations decay too.</param>
    /// <param name="factors">Rates of their own; the first pattern that fits a name decides.</param>
    public static IReadOnlyList<ParameterGroup> Of(
        IEnumerable<Parameter> parameters, double weightDecay, bool decayAll, IReadOnlyList<RateFactor> factors) =>
    [
        .. parameters
            .Where(p => p.Trainable)
            .GroupBy(p => (
                Factor: factors.FirstOrDefault(f => NamePattern.Matches(f.Pattern, p.Name))?.Factor ?? 1,
                Decay: decayAll || p.Role is ParameterRole.Weight or ParameterRole.Other ? weightDecay : 0))
            .Select(g => new ParameterGroup([.. g], g.Key.Factor, g.Key.Decay)),
    ];
}
