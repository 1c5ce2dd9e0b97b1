using System.Text.Json;

namespace Skylite.Workbench.Recipes;

/// <summary>A kind of step that recipes may hold.</summary>
/// <param name="Id">Public id, the value of <c>step</c> in a recipe file.</param>
/// <param name="Summary">What it does, as a sentence.</param>
/// <param name="Settings">Names of its settings.</param>
/// <param name="Read">Reads the step's settings from its JSON object.</param>
public sealed record RecipeStepKind(string Id, string Summary, IReadOnlyList<string> Settings, Func<JsonElement, IRecipeStep?> Read);
