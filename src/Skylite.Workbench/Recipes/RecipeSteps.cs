using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Skylite.Workbench.Recipes;

/// <summary>Every kind of step; a new one is a record and a line here.</summary>
public static class RecipeSteps
{
    /// <summary>The kinds in the order in which they usually stand.</summary>
    public static IReadOnlyList<RecipeStepKind> All { get; } =
    [
        new("prune", "Removes channels, with a certificate; in rounds with fine-tuning between them when asked.", json => Read(json, new PruneStep(), RecipeJson.Default.PruneStep)),
        new("fine-tune", "Trains on, with distillation when there is a teacher.", json => Read(json, new FineTuneStep(), RecipeJson.Default.FineTuneStep)),
        new("re-estimate-batch-norm", "Gives batch normalisations the statistics that their inputs have now.", json => Read(json, new ReestimateBatchNormStep(), RecipeJson.Default.ReestimateBatchNormStep)),
        new("quantize", "Static int8 with calibration, equalisation and bias correction.", json => Read(json, new QuantizeStep(), RecipeJson.Default.QuantizeStep)),
    ];

    private static T? Read<T>(JsonElement json, T defaults, JsonTypeInfo<T> type)
        where T : IRecipeStep =>
        JsonDefaults.Read(json.GetRawText(), defaults, type);
}
