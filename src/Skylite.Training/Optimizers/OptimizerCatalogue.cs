namespace Skylite.Training.Optimizers;

/// <summary>Every optimiser, with its default settings.</summary>
public static class OptimizerCatalogue
{
    /// <summary>The optimisers that a user can name.</summary>
    public static IReadOnlyList<IOptimizer> All { get; } =
    [
        new SgdOptimizer(),
        new SgdOptimizer { Nesterov = true },
        new AdamOptimizer(),
        new AdamWOptimizer(),
    ];
}
