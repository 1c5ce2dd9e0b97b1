using Skylite.Training.Statistics;

namespace Skylite.Workbench.Recipes;

/// <summary>Gives batch normalisations the statistics that their inputs have now: a repair without training.</summary>
public sealed record ReestimateBatchNormStep : IRecipeStep
{
    /// <inheritdoc/>
    public string Id => "re-estimate-batch-norm";

    /// <summary>Batches of training images to look at.</summary>
    public int Batches { get; init => field = Settings.Positive(value, "batches"); } = 20;

    /// <inheritdoc/>
    public string Describe() => FormattableString.Invariant($"re-estimate batch normalisation on {Batches} batches");

    /// <inheritdoc/>
    public void Run(Compression compression) => compression.Model = BatchNormalizations.Reestimate(
        compression.Model, compression.PlainTrainingBatches(compression.Training.BatchSize), Batches, compression.Cancellation);
}
