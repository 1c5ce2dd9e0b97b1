using System.Text.Json;
using Skylite.Workbench.Recipes;

namespace Skylite.Tests.Workbench;

public class RecipeTests
{
    [Fact]
    public void All_steps_are_read_with_all_their_settings()
    {
        var recipe = Recipe.Parse("""
            [
                // comments and trailing commas are welcome
                { "step": "prune", "ratio": 0.25, "criterion": "taylor", "scope": "global", "align": 8, "rounds": 3, "schedule": "linear", "round-epochs": 4 },
                { "step": "fine-tune", "epochs": 5, "learning-rate": 0.001 },
                { "step": "re-estimate-batch-norm", "batches": 7 },
                { "step": "quantize", "type": "int8", "calibration": "min-max", "images": 64, "equalize": true, "correct-bias": false, "minimum-sqnr": 20, "reduced-range": true, "keep-float": ["a", "b"] },
            ]
            """);

        Assert.Equal(
            new PruneStep { Ratio = 0.25, Criterion = "taylor", Scope = "global", Align = 8, Rounds = 3, Schedule = "linear", RoundEpochs = 4 },
            recipe.Steps[0]);
        Assert.Equal(new FineTuneStep { Epochs = 5, LearningRate = 0.001 }, recipe.Steps[1]);
        Assert.Equal(new ReestimateBatchNormStep { Batches = 7 }, recipe.Steps[2]);
        var quantize = Assert.IsType<QuantizeStep>(recipe.Steps[3]);
        Assert.Equal(["a", "b"], quantize.KeepFloat);
        var expected = new QuantizeStep { Calibration = "min-max", Images = 64, Equalize = true, CorrectBias = false, MinimumSqnr = 20, ReducedRange = true };
        Assert.Equal(expected with { KeepFloat = quantize.KeepFloat }, quantize);
    }

    [Fact]
    public void Every_setting_of_every_step_can_be_written_in_a_recipe()
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower, IgnoreReadOnlyProperties = true };
        foreach (var step in Implementations())
        {
            var settings = JsonSerializer.Serialize(step, step.GetType(), options);
            var read = Recipe.Parse($$"""[{ "step": "{{step.Id}}"{{(settings == "{}" ? string.Empty : ",")}} {{settings[1..]}}]""");
            Assert.Equal(step.Describe(), Assert.Single(read.Steps).Describe());
            Assert.IsType(step.GetType(), read.Steps[0]);
        }
    }

    [Fact]
    public void Settings_that_a_recipe_leaves_out_keep_their_defaults()
    {
        var recipe = Recipe.Parse(
            """[{ "step": "prune", "ratio": 0.3 }, { "step": "fine-tune" }, { "step": "re-estimate-batch-norm" }, { "step": "quantize", "images": 8 }]""");
        Assert.Equal(new PruneStep { Ratio = 0.3 }, recipe.Steps[0]);
        Assert.Equal(new FineTuneStep(), recipe.Steps[1]);
        Assert.Equal(new ReestimateBatchNormStep(), recipe.Steps[2]);
        var quantize = Assert.IsType<QuantizeStep>(recipe.Steps[3]);
        Assert.Empty(quantize.KeepFloat);
        Assert.Equal(new QuantizeStep { Images = 8, KeepFloat = quantize.KeepFloat }, quantize);
    }

    [Theory]
    [InlineData("""[{ "step": "prune", "ratoi": 0.5 }]""", "'ratoi'", "Did you mean ratio", "step 1")]
    [InlineData("""[{ "step": "prune", "is-last": true }]""", "'is-last'", "step 1")]
    [InlineData("""[{ "step": "prune", "ratio": "half" }]""", "'ratio'", "\"half\"", "Step 1")]
    [InlineData("""[{ "step": "prune", "ratio": 0.5, "ratio": 0.6 }]""", "ratio", "given", "not JSON")]
    [InlineData("""[{ "step": "quantize" }, { "step": "fine-tune" }]""", "step 2 ('fine-tune')", "'quantize'", "last step")]
    public void What_is_wrong_with_a_recipe_is_named(string json, params string[] said)
    {
        var error = Assert.Throws<InvalidDataException>(() => Recipe.Parse(json, "given.json"));
        Assert.All(said, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(".NET", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_step_there_is_can_be_named()
    {
        Assert.Equal(Implementations().Select(step => step.Id).Order(), RecipeSteps.All.Select(kind => kind.Id).Order());
        Assert.All(RecipeSteps.All, kind => Assert.EndsWith(".", kind.Summary, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""[{ "step": "prnue" }]""", "prune")]
    [InlineData("""[{ "step": "quantise" }]""", "quantize")]
    [InlineData("""[{ "step": "prune", "ratoi": 0.5 }]""", "ratoi")]
    [InlineData("""[{ "step": "prune", "criterion": "l1_norm" }]""", "l1-norm")]
    [InlineData("""[{ "step": "prune", "ratio": 1.5 }]""", "1.5")]
    [InlineData("""[{ "step": "fine-tune" }, { "step": "fine-tune", "epochs": 0 }]""", "Step 2")]
    [InlineData("""[{ "step": "quantize", "calibration": "percentil" }]""", "percentile")]
    [InlineData("""[{ "step": "quantize", "type": "int4" }]""", "int8")]
    [InlineData("""[{ "step": "prune", "ratio": "half" }]""", "ratio")]
    [InlineData("""[{ "step": "prune", "criterion": null }]""", "criterion")]
    [InlineData("""[{ "ratio": 0.5 }]""", "Step 1")]
    [InlineData("""["prune"]""", "Step 1")]
    [InlineData("""[{ "step": 3 }]""", "Step 1")]
    [InlineData("[]", "list of steps")]
    [InlineData("null", "list of steps")]
    [InlineData("""{ "step": "prune" }""", "list of steps")]
    [InlineData("""[{ "step": "prune" """, "not JSON")]
    [InlineData("", "not JSON")]
    public void A_wrong_recipe_is_refused_with_its_name_and_what_is_wrong(string json, string hint)
    {
        var error = Assert.Throws<InvalidDataException>(() => Recipe.Parse(json, "mine.json"));
        Assert.Contains("mine.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_recipe_file_is_named()
    {
        var error = Assert.Throws<FileNotFoundException>(() => Recipe.Load("no-such-recipe.json"));
        Assert.Contains("no-such-recipe.json", error.Message, StringComparison.Ordinal);
    }

    private static IRecipeStep[] Implementations() =>
    [
        .. typeof(IRecipeStep).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(IRecipeStep)) && !type.IsInterface)
            .Select(type => (IRecipeStep)Activator.CreateInstance(type)!),
    ];
}
