using Skylite.Compression.Pruning;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Splits;
using Skylite.Native.OnnxRuntime;
using Skylite.Tests.Native.Torch;
using Skylite.Training.Metrics;
using Skylite.Workbench.Exports;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Reports;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Scenes;

namespace Skylite.Tests.Native.Workbench;

[Collection(TorchAlone.Name)]
public class CompressJobTests(SmallRuns runs) : IClassFixture<SmallRuns>
{
    private static readonly PruneStep Prune = new() { Align = 4 };
    private static readonly QuantizeStep Quantize = new() { Images = 16 };

    public static TheoryData<string> Criteria => [.. PruningCriteria.All.Select(c => c.Id)];

    [Fact]
    public void Pruning_fine_tuning_and_quantising_gives_a_smaller_file_with_proof_and_figures()
    {
        var options = runs.Compress("small", Prune, new FineTuneStep(), Quantize) with { Distillation = new DistillationSettings(runs.Model) };
        CompressJob.Run(options);

        var result = RunResult.Read(RunFolder.Open(options.Run.Out));
        Assert.Equal(["parent", "prune", "fine-tune", "quantize"], result.Stages.Select(s => s.Name));
        Assert.All(result.Stages, s => Assert.Equal(9, s.Test!.Images));
        Assert.All(result.Stages, s => Assert.Equal(new FileInfo(Path.Combine(options.Run.Out, s.File)).Length, s.FileBytes));
        Assert.True(result.Stages[1].Certificate!.Holds);
        Assert.True(result.Stages[1].Certificate!.ChannelsRemoved > 0);
        Assert.True(result.Stages[1].FileBytes < 0.6 * result.Stages[0].FileBytes);
        Assert.True(result.Stages[3].FileBytes < 0.6 * result.Stages[2].FileBytes);
        Assert.All(result.Stages.Skip(1), s => Assert.Equal(CostFigures.Of(OnnxReader.Read(Path.Combine(options.Run.Out, s.File))), s.Cost));
        Assert.Equal(File.ReadAllBytes(Path.Combine(options.Run.Out, result.Stages[3].File)), File.ReadAllBytes(Path.Combine(options.Run.Out, "model.onnx")));
        Assert.NotEmpty(result.Benchmark);
        Assert.NotEmpty(result.Samples);
        Assert.Contains(result.Layers, l => l.ChannelsAfter < l.ChannelsBefore);

        var facts = ModelFacts.Require(OnnxReader.Read(Path.Combine(options.Run.Out, "model.onnx")), "model.onnx");
        Assert.Equal(4, facts.Provenance.Steps.Count);
        Assert.Equal(FileChecksum.Of(runs.Model), Assert.Single(facts.Provenance.Parents));
        Assert.Equal(result.SplitChecksum, facts.Provenance.SplitChecksum);

        var report = RunReport.Of([runs.In("trained"), options.Run.Out]);
        Assert.Equal(result.Stages.Select(s => s.Name), report.Models.Select(m => m.Name));
        Assert.Single(report.Certificates);
        Assert.Equal(2, report.Curves.Count);
        Assert.All(report.Curves, curve => Assert.Single(curve.Epochs));
    }

    [Fact]
    public void Calibration_says_and_uses_no_more_images_than_there_are()
    {
        using var data = SceneData.Open(runs.Data(), ModelFacts.Require(OnnxReader.Read(runs.Model), runs.Model).Preprocessing);
        var count = data.Count(SplitPart.Train);
        var options = runs.Compress("few-images", Quantize with { Images = 500 });
        using var listener = new StopAt();
        var stage = CompressJob.Run(options, listener).Stages[^1];

        var words = $"on {count} training images";
        Assert.Contains(words, stage.Description, StringComparison.Ordinal);
        var facts = ModelFacts.Require(OnnxReader.Read(runs.In("few-images", "model.onnx")), "model.onnx");
        Assert.Contains(words, facts.Provenance.Steps[^1], StringComparison.Ordinal);
        Assert.Contains(listener.Lines, line => line.Contains(words, StringComparison.Ordinal));
        Assert.Contains(listener.Lines, line => line.Contains($"dB on the {count} calibration images", StringComparison.Ordinal));
    }

    // A session that is told to write a profile leaves one.
    [Theory]
    [InlineData("quantize")]
    [InlineData("prune")]
    public void The_runtime_runs_as_the_state_says(string id)
    {
        IRecipeStep step = id == "prune" ? Prune with { Criterion = "l1-norm" } : Quantize with { Equalize = false };
        using var data = SceneData.Open(runs.Data(), ModelFacts.Require(OnnxReader.Read(runs.Model), runs.Model).Preprocessing);
        Directory.CreateDirectory(runs.In(id, "profiles"));
        var state = Start(data, new SessionOptions { ProfileOutputPathPrefix = runs.In(id, "profiles", "p") });

        step.Run(state);

        Assert.NotEmpty(Directory.EnumerateFiles(runs.In(id, "profiles")));
    }

    [Fact]
    public void A_card_says_what_chose_the_model_and_leaves_out_figures_that_say_nothing()
    {
        Assert.Contains("overall accuracy on validation chose the epoch", Card(runs.Model), StringComparison.Ordinal);
        var options = runs.Compress("only-quantised", Quantize);
        var result = CompressJob.Run(options);
        var file = runs.In("only-quantised", "model.onnx");
        Assert.Contains("this run trained nothing and chose nothing by them", Card(file), StringComparison.Ordinal);
        Assert.DoesNotContain("chose the", Card(file), StringComparison.Ordinal);

        var never = ClassificationFigures.OfImages(ConfusionMatrix.Of([[3, 0, 0], [0, 3, 0], [3, 0, 0]]));
        (result with { Stages = [.. result.Stages.Select(s => s with { Test = never })] }).Write(RunFolder.Open(options.Run.Out));
        Assert.Contains($"| {result.Classes[2]} | – | 0.00 | 0.00 | 0.00 |", Card(file), StringComparison.Ordinal);

        static string Card(string file)
        {
            var graph = OnnxReader.Read(file);
            Skylite.Graphs.Passes.ShapeInference.Run(graph);
            return ModelCard.Make(DescribedModel.Of(graph, ModelFacts.Require(graph, file), file));
        }
    }

    [Theory]
    [MemberData(nameof(Criteria))]
    public void Every_criterion_prunes_with_proof(string criterion)
    {
        using var data = SceneData.Open(runs.Data(), ModelFacts.Require(OnnxReader.Read(runs.Model), runs.Model).Preprocessing);
        var state = Start(data);
        var before = CostFigures.Of(state.Model);

        (Prune with { Criterion = criterion, Scope = "global" }).Run(state);

        Assert.True(state.Certificate!.Holds);
        Assert.True(CostFigures.Of(state.Model).Parameters < before.Parameters);
    }

    [Fact]
    public void A_budget_is_met_by_the_last_round()
    {
        using var data = SceneData.Open(runs.Data(), ModelFacts.Require(OnnxReader.Read(runs.Model), runs.Model).Preprocessing);
        var state = Start(data);
        var before = CostFigures.Of(state.Model);

        (Prune with { Budget = "macs=0.5", Align = 1, Rounds = 2, RoundEpochs = 1, Criterion = "l1-norm" }).Run(state);

        Assert.InRange((double)CostFigures.Of(state.Model).Macs / before.Macs, 0.45, 0.5);
        Assert.Contains("macs=50%", new PruneStep { Budget = "macs=0.5" }.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_of_rounds_and_re_estimation_runs_without_validation_images()
    {
        var split = new SplitOptions { TrainShare = 0.75, ValidationShare = 0 };
        TrainJob.Run(runs.Train("no-validation") with { Data = runs.Data() with { Split = split } });
        var options = runs.Compress("rounds", Prune with { Rounds = 2, RoundEpochs = 1 }, new ReestimateBatchNormStep { Batches = 2 }) with
        {
            Model = runs.In("no-validation", "model.onnx"),
        };
        var result = CompressJob.Run(options);
        Assert.Equal(["parent", "prune", "re-estimate-batch-norm"], result.Stages.Select(s => s.Name));
        Assert.All(result.Stages, s => Assert.Null(s.Validation));
        Assert.Equal([false, true, false], result.Stages.Select(s => s.IsTrained));
    }

    [Fact]
    public void A_resumed_compression_takes_finished_steps_over_and_gives_the_same_bytes()
    {
        var training = SmallRuns.OneEpoch with { Epochs = 2 };
        CompressJob.Run(runs.Compress("whole-compression", Prune, new FineTuneStep(), Quantize) with { Training = training });

        var options = runs.Compress("part-compression", Prune, new FineTuneStep(), Quantize) with { Training = training };
        using var listener = new StopAt("fine-tune: epoch 2/2, batch 1");
        var stopped = Assert.Throws<InterruptedRunException>(() => CompressJob.Run(options, listener, listener.Token));
        Assert.Contains("--resume", stopped.Message, StringComparison.Ordinal);

        using var second = new StopAt();
        CompressJob.Run(options with { Run = options.Run with { Resume = true } }, second);
        Assert.Contains(
            second.Lines,
            line => line.StartsWith("prune", StringComparison.Ordinal) && line.EndsWith("taken over from the interrupted run", StringComparison.Ordinal));
        Assert.DoesNotContain(second.Lines, line => line.StartsWith("fine-tune: epoch 1/2", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllBytes(runs.In("whole-compression", "model.onnx")), File.ReadAllBytes(runs.In("part-compression", "model.onnx")));
    }

    [Fact]
    public void Images_of_other_classes_are_refused_before_anything_is_written()
    {
        runs.Draw("two", 2, 8);
        var options = runs.Compress("other-classes", Quantize) with { Data = split => runs.Data("two") with { Split = split! } };
        var error = Assert.Throws<InvalidDataException>(() => CompressJob.Run(options));
        Assert.Contains("3 classes", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(options.Run.Out));
    }

    private RecipeState Start(SceneData data, SessionOptions? session = null)
    {
        var graph = OnnxReader.Read(runs.Model);
        Skylite.Graphs.Passes.ShapeInference.Run(graph);
        return new RecipeState
        {
            Model = graph,
            Data = data,
            Training = SmallRuns.OneEpoch,
            Seed = 1,
            Session = session ?? new SessionOptions(),
            StepFolder = runs.In("step"),
        };
    }
}
