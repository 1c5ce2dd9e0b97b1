using System.Text.Json.Serialization.Metadata;

namespace Skylite.Workbench.Recipes;

/// <summary>Every kind of step; a new one is a record and a line here.</summary>
public static class RecipeSteps
{
    /// <summary>The kinds in the order in which they usually stand.</summary>
    public static IReadOnlyList<RecipeStepKind> All { get; } =
    [
        Kind(
            "prune",
            "Removes channels, with a certificate; in rounds with fine-tuning between them when asked.",
            new PruneStep(),
            RecipeJson.Default.PruneStep),
        Kind("fine-tune", "Trains on, with distillation when there is a teacher.", new FineTuneStep(), RecipeJson.Default.FineTuneStep),
        Kind(
            "re-estimate-batch-norm",
            "Gives batch normalisations the statistics that their inputs have now.",
            new ReestimateBatchNormStep(),
            RecipeJson.Default.ReestimateBatchNormStep),
        Kind("quantize", "Static int8 with calibration, equalisation and bias correction.", new QuantizeStep(), RecipeJson.Default.QuantizeStep),
    ];

    private static RecipeStepKind Kind<T>(string id, string summary, T defaults, JsonTypeInfo<T> type)
        where T : IRecipeStep =>
        new(id, summary, [.. type.Properties.Where(p => p.Set is not null).Select(p => p.Name)], json => JsonDefaults.Read(json.GetRawText(), defaults, type));
}
