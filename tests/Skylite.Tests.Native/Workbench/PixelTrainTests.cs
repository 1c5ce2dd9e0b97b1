using Skylite.Graphs.Onnx;
using Skylite.Imagery.Splits;
using Skylite.Inference.Augmentation;
using Skylite.Tests.Native.Torch;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Workbench;

/// <summary>Training of pixels with side outputs, blocks, and losses that remember; evaluation of several views.</summary>
[Collection(TorchAlone.Name)]
public sealed class PixelTrainTests(PixelRuns runs) : IClassFixture<PixelRuns>
{
    [Fact]
    public void Deep_supervision_keeps_the_model_without_side_outputs_and_each_of_them_alone()
    {
        var options = runs.Train("deep", "unet-plus-plus", "single") with
        {
            Training = PixelRuns.Short with { DeepSupervision = true, Epochs = 1, CropsPerEpoch = 8 },
        };

        TrainJob.Run(options);

        var result = RunResult.Read(RunFolder.Open(options.Run.Out));
        Assert.Equal(["float", "side output 3", "side output 2", "side output 1"], result.Stages.Select(s => s.Name));
        Assert.Equal(["model.onnx", "model.side-3.onnx", "model.side-2.onnx", "model.side-1.onnx"], result.Stages.Select(s => s.File));
        Assert.Equal(result.Stages.OrderByDescending(s => s.Cost.Parameters).Select(s => s.Name), result.Stages.Select(s => s.Name));
        Assert.All(result.Stages, s => Assert.True(s.Test is { Pixels: > 0 } && s.Validation is { Pixels: > 0 } && s.IsTrained));
        Assert.All(result.Stages, s =>
        {
            var graph = OnnxReader.Read(Path.Combine(options.Run.Out, s.File));
            Assert.Equal("logits", Assert.Single(graph.Outputs).Name);
            Assert.Contains("deep supervision", ModelFacts.Require(graph, s.File).Provenance.Steps.Single(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_block_is_trained_where_the_network_takes_it_and_refused_elsewhere()
    {
        var options = runs.Train("block", "light-siamese", "pairs") with
        {
            Block = "simam",
            Training = PixelRuns.Short with { Epochs = 1, Loss = "cross-entropy+edge-aware+triplet-center" },
        };

        TrainJob.Run(options);

        Assert.Matches("\"training/data-ready\":(0[.][0-9]+|1)[,}]", File.ReadAllText(Path.Combine(options.Run.Out, "metrics.jsonl")));
        Assert.Contains(OnnxReader.Read(Path.Combine(options.Run.Out, "model.onnx")).Nodes, n => n.Name.Contains("refine4", StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => TrainJob.Run(options with { Model = "bit", Run = options.Run with { Out = runs.In("refused") } }));
        Assert.Contains(
            "--block",
            Assert.Throws<ArgumentException>(() =>
                TrainJob.Run(options with { Model = runs.Change, Run = options.Run with { Out = runs.In("refused") } })).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "unet-plus-plus",
            Assert.Throws<ArgumentException>(() =>
                TrainJob.Run(options with { Block = null, Depth = 2, Run = options.Run with { Out = runs.In("refused") } })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_states_the_figures_of_the_run_beside_the_model_and_no_others()
    {
        var (card, other) = (runs.In("card.md"), runs.In("elsewhere", "card.md"));
        ExportJob.Run(new ExportOptions(runs.Change) { Card = card, Stac = runs.In("item.json") });
        var folder = Path.GetDirectoryName(runs.Change)!;
        var test = RunResult.Read(RunFolder.Open(folder)).Stages[^1].Test!;

        var text = File.ReadAllText(card);
        Assert.StartsWith($"# {Path.GetFileName(folder)}\n", text, StringComparison.Ordinal);
        Assert.Matches(Invariant($"[|] F1 of change [|] [0-9.]+ % [|] {100 * test.F1[1]:0.00} % [|]"), text);
        Assert.Contains("    " + RunResult.Read(RunFolder.Open(folder)).Command, text, StringComparison.Ordinal);
        Assert.Contains($"\"mlm:name\": \"{Path.GetFileName(folder)}\"", File.ReadAllText(runs.In("item.json")), StringComparison.Ordinal);

        // Another model beside the same result, and another program's result.
        Directory.CreateDirectory(runs.In("elsewhere"));
        File.Copy(runs.Segmentation, runs.In("elsewhere", "model.onnx"));
        File.Copy(Path.Combine(folder, "result.json"), runs.In("elsewhere", "result.json"));
        ExportJob.Run(new ExportOptions(runs.In("elsewhere", "model.onnx")) { Card = other });
        Assert.DoesNotContain("## Figures", File.ReadAllText(other), StringComparison.Ordinal);
        File.WriteAllText(runs.In("elsewhere", "result.json"), "[]");
        ExportJob.Run(new ExportOptions(runs.In("elsewhere", "model.onnx")) { Card = other });
        Assert.Contains("answers with", File.ReadAllText(other), StringComparison.Ordinal);
    }

    [Fact]
    public void Crops_are_learnt_from_one_by_one()
    {
        // At 16 pixels the deepest level is a single position, and of one crop it has no variance.
        Assert.Contains(
            "skipped or alone",
            Assert.Throws<InvalidDataException>(() => TrainJob.Run(
                runs.Train("one-small", "light-siamese", "pairs") with { Training = PixelRuns.Short with { BatchSize = 1, CropsPerEpoch = 4 } })).Message,
            StringComparison.Ordinal);
        var options = runs.Train("one-by-one", "light-siamese", "pairs");
        options = options with { Data = options.Data with { Size = 64 }, Training = PixelRuns.Short with { BatchSize = 1, CropsPerEpoch = 4, Epochs = 1 } };

        Assert.NotNull(TrainJob.Run(options).Stages[0].Test);
    }

    [Theory]
    [InlineData("single", "unet", "random-erasing")]
    [InlineData("single", "unet", "date-shift")]
    [InlineData("pairs", "light-siamese", "random-erasing")]
    public void An_augmentation_for_other_data_is_refused_and_leaves_nothing(string data, string network, string id)
    {
        var options = runs.Train($"refused-{data}-{id}", network, data) with { Training = PixelRuns.Short with { Augmentations = ["vertical-flip", id] } };

        Assert.Contains($"'{id}'", Assert.Throws<ArgumentException>(() => TrainJob.Run(options)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(options.Run.Out, "split.json")));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("none", false)]
    [InlineData("vertical-flip", false)]
    [InlineData("date-exchange", true)]
    public void Dates_change_places_where_nothing_else_is_said_or_their_exchange_is_named(string? ids, bool isExchanged)
    {
        using var data = TaskData.Open(new DataRequest("network", ModelTask.ChangeDetection, runs.Data("pairs") with { Size = 16 }));
        var settings = PixelRuns.Short with { BatchSize = 4, CropsPerEpoch = 32, BalancedCrops = 1, Augmentations = ids is null ? null : [ids] };
        // What changed became brighter; after an exchange it becomes darker.
        var changed = Seen(data, settings).Where(p => p.Label == 1).ToArray();
        var (first, second) = (changed.Count(p => p.Before > p.After), changed.Count(p => p.Before < p.After));

        Assert.True(second > 100);
        Assert.Equal(isExchanged, first > 100);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("date-exchange", true)]
    public void Dates_keep_their_places_where_change_has_kinds_unless_their_exchange_is_named(string? ids, bool isExchanged)
    {
        var folder = runs.In("kinds");
        runs.WithPairs("kinds");
        File.WriteAllText(
            Path.Combine(folder, "classes.json"),
            """{"classes": [{"value": 0, "name": "same"}, {"value": 7, "name": "felled"}, {"value": 255, "name": "built"}], "ignored": []}""");
        using var data = TaskData.Open(new DataRequest("network", ModelTask.ChangeDetection, runs.Data("kinds") with { Size = 16 }));
        var settings = PixelRuns.Short with { BatchSize = 4, CropsPerEpoch = 32, BalancedCrops = 1, Augmentations = ids is null ? null : [ids] };
        var darker = Seen(data, settings).Count(p => p.Label == 2 && p.Before > p.After + 0.5f);

        Assert.Equal(isExchanged, darker > 0);
    }

    [Fact]
    public void A_resumed_training_with_class_centres_gives_the_same_bytes()
    {
        var training = PixelRuns.Short with { Loss = "cross-entropy+center", CropsPerEpoch = 8 };
        TrainJob.Run(runs.Train("centres", "light-siamese", "pairs") with { Training = training });

        var part = runs.Train("centres-again", "light-siamese", "pairs") with { Training = training };
        using var listener = new StopAt("training: epoch 2/2, batch 1");
        Assert.Throws<InterruptedRunException>(() => TrainJob.Run(part, listener, listener.Token));
        TrainJob.Run(part with { Run = part.Run with { Resume = true } });

        Assert.Equal(
            OnnxReader.Read(runs.In("centres", "model.onnx")).Initializers.Select(v => v.Constant!.Bytes.ToArray()),
            OnnxReader.Read(runs.In("centres-again", "model.onnx")).Initializers.Select(v => v.Constant!.Bytes.ToArray()));
    }

    [Theory]
    [InlineData("flips")]
    [InlineData("flips-and-turns")]
    public void Figures_of_several_views_say_so(string id)
    {
        using var data = TaskData.Open(new DataRequest(runs.Change, ModelTask.ChangeDetection, runs.Data("pairs"))
        {
            Given = ModelFacts.Require(OnnxReader.Read(runs.Change), "model").Preprocessing,
        });

        var figures = ModelEvaluation.Run(runs.Change, data, SplitPart.Test, new EvaluationSettings { Augmentation = TestTimeAugmentation.Named(id) });
        var plain = ModelEvaluation.Run(runs.Change, data, SplitPart.Test, new EvaluationSettings());

        Assert.Equal((id, null), (figures.TestTimeAugmentation, plain.TestTimeAugmentation));
        Assert.Equal(plain.Pixels, figures.Pixels);
        Assert.NotEqual(plain.Confusion.SelectMany(r => r), figures.Confusion.SelectMany(r => r));
    }

    // Every pixel of an epoch: its class, and its first band at both dates.
    private static List<(long Label, float Before, float After)> Seen(ITaskData data, TrainingSettings settings)
    {
        const int Area = 16 * 16;
        List<(long Label, float Before, float After)> seen = [];
        foreach (var batch in data.TrainingBatches(settings, seed: 1).Epoch(0))
        {
            using (batch)
            {
                var before = batch.PixelsOf(0).Span;
                var after = batch.PixelsOf(1).Span;
                for (var i = 0; i < batch.Labels.Length; i++)
                {
                    var at = (i / Area * batch.SampleLength) + (i % Area);
                    seen.Add((batch.Labels[i], before[at], after[at]));
                }
            }
        }

        return seen;
    }
}
