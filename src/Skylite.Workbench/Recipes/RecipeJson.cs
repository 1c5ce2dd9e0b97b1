using System.Text.Json.Serialization;

namespace Skylite.Workbench.Recipes;

/// <summary>How steps are written in recipe files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(PruneStep))]
[JsonSerializable(typeof(FineTuneStep))]
[JsonSerializable(typeof(ReestimateBatchNormStep))]
[JsonSerializable(typeof(QuantizeStep))]
internal sealed partial class RecipeJson : JsonSerializerContext;
