using Skylite.Training.Statistics;

namespace Skylite.Workbench.Recipes;

/// <summary>Gives batch normalisations the statistics that their inputs have now: a repair without training.</summary>
public sealed record ReestimateBatchNormStep : IRecipeStep
{
    /// <inheritdoc/>
    public string Id => "re-estimate-batch-norm";

    /// <summary>Batches of training images to look at.</summary>
    public int Batches { get; init => field = SettingRanges.Positive(value, "batches"); } = 20;

    /// <inheritdoc/>
    public string Describe() => Invariant($"re-estimate batch normalisation on {Batches} batches");

    /// <inheritdoc/>
    public void Run(RecipeState state) => state.Model = BatchNormalizations.Reestimate(
        state.Model, state.PlainTrainingBatches(state.Training.BatchSize), Batches, state.Cancellation);
}
