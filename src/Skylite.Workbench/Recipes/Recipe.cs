using System.Text.Json;
using System.Text.Json.Nodes;
using Skylite.Graphs;

namespace Skylite.Workbench.Recipes;

/// <summary>An ordered list of compression steps.</summary>
/// <param name="Steps">The steps, in order; at least one.</param>
/// <exception cref="ArgumentException">A step stands behind one that must be the last.</exception>
public sealed record Recipe(IReadOnlyList<IRecipeStep> Steps)
{
    private const string KindKey = "step";

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<IRecipeStep> Steps { get; } = InOrder(Steps);

    /// <summary>
    /// Reads a recipe file: a JSON array of objects, each with <c>step</c> and the step's settings. Comments and trailing commas are allowed.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not a recipe; the message names the step and what is wrong with it.</exception>
    public static Recipe Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no recipe file '{path}'.", path);
        }

        return Parse(File.ReadAllText(path), path);
    }

    /// <summary>Reads a recipe from JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What it is called in errors.</param>
    /// <exception cref="InvalidDataException">The text is not a recipe.</exception>
    public static Recipe Parse(string json, string name = "recipe")
    {
        try
        {
            var root = JsonNode.Parse(
                json,
                documentOptions: new JsonDocumentOptions
                {
                    CommentHandling = JsonCommentHandling.Skip,
                    AllowTrailingCommas = true,
                    AllowDuplicateProperties = false,
                });
            if (root is not JsonArray { Count: > 0 } steps)
            {
                throw new InvalidDataException(
                    $"The recipe '{name}' is not a list of steps such as [{{ \"step\": \"prune\", \"ratio\": 0.5 }}, {{ \"step\": \"quantize\" }}].");
            }

            return new Recipe([.. steps.Select((step, i) => Step(step, i + 1, name))]);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The recipe '{name}' is not JSON: {e.Message}", e);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"The recipe '{name}' cannot be followed: {e.Message}", e);
        }
    }

    private static IReadOnlyList<IRecipeStep> InOrder(IReadOnlyList<IRecipeStep> steps)
    {
        var last = steps.Index().FirstOrDefault(s => s.Item.IsLast && s.Index < steps.Count - 1);
        return last.Item is null
            ? steps
            : throw new ArgumentException(
                Invariant($"step {last.Index + 2} ('{steps[last.Index + 1].Id}') stands behind '{last.Item.Id}', ")
                + Invariant($"whose model can be neither trained nor pruned. Let '{last.Item.Id}' be the last step."));
    }

    private static IRecipeStep Step(JsonNode? node, int number, string name)
    {
        if (node is not JsonObject settings || settings[KindKey]?.GetValueKind() != JsonValueKind.String)
        {
            throw new InvalidDataException(
                $"Step {number} of the recipe '{name}' has no \"{KindKey}\". Steps: {string.Join(", ", RecipeSteps.All.Select(k => k.Id))}.");
        }

        var id = settings[KindKey]!.GetValue<string>();
        var kind = RecipeSteps.All.FirstOrDefault(k => k.Id == id)
            ?? throw new InvalidDataException(
                $"Recipe '{name}', step {number}: {NearestNames.Describe("recipe step", id, [.. RecipeSteps.All.Select(k => k.Id)])}");
        settings.Remove(KindKey);
        if (settings.Select(s => s.Key).FirstOrDefault(key => !kind.Settings.Contains(key)) is { } unknown)
        {
            throw new InvalidDataException($"Recipe '{name}', step {number} ('{id}'): {NearestNames.Describe("setting", unknown, [.. kind.Settings])}");
        }

        try
        {
            using var document = JsonDocument.Parse(settings.ToJsonString());
            return kind.Read(document.RootElement) ?? throw new JsonException("it is empty");
        }
        catch (JsonException e) when (e.Path is ['$', '.', .. var setting] && settings[setting] is { } value)
        {
            throw new InvalidDataException($"Step {number} ('{id}') of the recipe '{name}': its setting '{setting}' cannot be {value.ToJsonString()}.", e);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"Step {number} ('{id}') of the recipe '{name}' cannot be read: {e.Message}", e);
        }
    }
}
