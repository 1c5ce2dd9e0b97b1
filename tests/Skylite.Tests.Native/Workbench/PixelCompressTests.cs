using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Splits;
using Skylite.Tests.Native.Torch;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Reports;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Workbench;

[Collection(TorchAlone.Name)]
public sealed class PixelCompressTests(PixelRuns runs) : IClassFixture<PixelRuns>
{
    private static readonly PruneStep Prune = new() { Align = 1, Ratio = 0.4 };
    private static readonly QuantizeStep Quantize = new() { Images = 16 };

    [Theory]
    [InlineData("change-detection", "soft-target+attention-transfer")]
    [InlineData("semantic-segmentation", "channel-wise")]
    public void Pruning_distilling_and_quantising_pixels_gives_proof_figures_and_an_eight_bit_model(string task, string kind)
    {
        var isChange = task == "change-detection";
        var (model, data) = isChange ? (runs.Change, "pairs") : (runs.Segmentation, "single");
        var options = runs.Compress($"compressed-{task}", model, data, Prune, new FineTuneStep(), new ReestimateBatchNormStep { Batches = 2 }, Quantize) with
        {
            Distillation = new DistillationSettings(model) { Kind = kind },
        };
        using var listener = new StopAt();

        CompressJob.Run(options, listener);

        var result = RunResult.Read(RunFolder.Open(options.Run.Out));
        var facts = ModelFacts.Require(OnnxReader.Read(Path.Combine(options.Run.Out, "model.onnx")), "model.onnx");
        Assert.Equal((task, ModelTasks.Find(task)), (result.Task, facts.Task));
        Assert.Equal(["parent", "prune", "fine-tune", "re-estimate-batch-norm", "quantize"], result.Stages.Select(s => s.Name));
        Assert.True(result.Stages[1].Certificate is { Holds: true, ChannelsRemoved: > 0 });
        Assert.True(result.Stages[1].Cost.Macs < 0.8 * result.Stages[0].Cost.Macs);
        Assert.Equal(facts.Provenance.SplitChecksum, result.SplitChecksum);
        Assert.DoesNotContain(listener.Lines, l => l.Contains("another split", StringComparison.Ordinal));
        Assert.Contains(listener.Lines, l => l.Contains(isChange ? "validation F1 of change" : "validation mean IoU", StringComparison.Ordinal));
        Assert.All(result.Stages, s => Assert.Equal(s.Test!.Confusion.Sum(row => row.Sum()), s.Test.Pixels));
        Assert.All(result.Stages, s => Assert.Equal(2, s.Test!.IntersectionOverUnion.Count));
        Assert.Contains(OnnxReader.Read(Path.Combine(options.Run.Out, "model.onnx")).Nodes, n => n.OpType == "QuantizeLinear");
        Assert.NotEmpty(result.Benchmark);
        Assert.NotEmpty(result.Layers);
        Assert.DoesNotContain(result.Stages[4].KeptFloat!, n => n.EndsWith(".up", StringComparison.Ordinal));

        var maps = Reports(options.Run.Out, result);
        Assert.NotEmpty(maps.Views);
        Assert.All(maps.Views, view => Assert.Equal(isChange ? 6 : 5, view.Pictures.Count));
        Assert.Equal(["parent", "quantize"], result.Seams.Select(s => s.Model));
        Assert.All(result.Seams, s => Assert.InRange(s.Largest, 1e-6, 1));
        Assert.Equal(2, maps.Seams.Count);
        Assert.Equal(result.Classes, maps.Classes.Select(c => c.Meaning));
    }

    private static MapGallery Reports(string folder, RunResult result)
    {
        var report = RunReport.Of([folder]);
        Assert.Equal(result.Stages.Count, report.Classes.Count);
        Assert.Equal(report.Figure, report.Models[0].Quality[0].Name);
        Assert.Contains("Maps", HtmlReport.Render(report, null), StringComparison.Ordinal);
        return report.Maps!;
    }

    [Fact]
    public void A_resumed_compression_of_pixels_gives_the_same_bytes()
    {
        var training = PixelRuns.Short with { Epochs = 2 };
        CompressJob.Run(runs.Compress("whole", runs.Change, "pairs", Prune, new FineTuneStep()) with { Training = training });

        var options = runs.Compress("part", runs.Change, "pairs", Prune, new FineTuneStep()) with { Training = training };
        using var listener = new StopAt("fine-tune: epoch 2/2, batch 1");
        Assert.Throws<InterruptedRunException>(() => CompressJob.Run(options, listener, listener.Token));
        using var second = new StopAt();
        CompressJob.Run(options with { Run = options.Run with { Resume = true } }, second);

        Assert.Contains(second.Lines, line => line.EndsWith("taken over from the interrupted run", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllBytes(runs.In("whole", "model.onnx")), File.ReadAllBytes(runs.In("part", "model.onnx")));
    }

    [Fact]
    public void Data_of_another_task_is_refused_with_both_names()
    {
        var error = Assert.Throws<InvalidDataException>(() => CompressJob.Run(runs.Compress("other", runs.Change, "single", Quantize)));
        Assert.Contains("change-detection", error.Message, StringComparison.Ordinal);
        Assert.Contains("semantic-segmentation", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InvalidDataException>(() => TaskData.Open(new DataRequest("resnet18", ModelTask.SceneClassification, runs.Data("single"))));
        Assert.Contains("scene-classification", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InvalidDataException>(() =>
            CompressJob.Run(runs.Compress("teacher", runs.Change, "pairs", new FineTuneStep()) with { Distillation = new(runs.Segmentation) }));
        Assert.Contains("teacher", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sensitivity_of_pixels_is_that_of_the_figure_that_chooses()
    {
        var options = new SensitivityOptions
        {
            Model = runs.Change,
            Data = split => runs.Data("pairs") with { Split = split! },
            Out = runs.In("sensitivity"),
            Ratios = [1],
        };
        var figures = SensitivityJob.Run(options);

        using var data = TaskData.Open(new DataRequest(runs.Change, ModelTask.ChangeDetection, runs.Data("pairs"))
        {
            Given = ModelFacts.Require(OnnxReader.Read(runs.Change), runs.Change).Preprocessing,
        });
        var validation = ModelEvaluation.Run(runs.Change, data, SplitPart.Validation, new EvaluationSettings());
        Assert.Equal("change-f1", figures.Figure);
        Assert.True(figures.IsComplete);
        Assert.Equal(validation.F1[1], figures.Baseline, 12);
    }

    [Theory]
    [InlineData("semantic-segmentation")]
    [InlineData("change-detection")]
    public void A_network_of_pixels_is_fine_tuned_from_its_file_at_another_size_of_crop(string task)
    {
        var isChange = task == "change-detection";
        var options = runs.Train($"larger-{task}", isChange ? runs.Change : runs.Segmentation, isChange ? "pairs" : "single");
        TrainJob.Run(options with { Data = options.Data with { Size = 32 } });

        var facts = ModelFacts.Require(OnnxReader.Read(runs.In($"larger-{task}", "model.onnx")), "larger");
        Assert.Equal((32, 32, ModelTasks.Find(task)), (facts.Preprocessing.Height, facts.Preprocessing.Width, facts.Task));
    }

    [Fact]
    public void A_foreign_network_for_one_pair_of_any_size_is_fine_tuned()
    {
        var graph = OnnxReader.Read(runs.Change);
        graph.Metadata.Clear();
        foreach (var value in graph.Values.Values.Where(v => v.Constant is null))
        {
            value.Shape = graph.Inputs.Contains(value) ? new Shape(1, 3, Dimension.Named("height"), Dimension.Named("width")) : null;
        }

        OnnxWriter.Write(graph, runs.In("one-pair.onnx"));
        using var listener = new StopAt();
        TrainJob.Run(runs.Train("one-pair", runs.In("one-pair.onnx"), "pairs"), listener);

        Assert.Contains(listener.Lines, l => l.Contains("batch; it is free now", StringComparison.Ordinal));
        Assert.All(OnnxReader.Read(runs.In("one-pair", "model.onnx")).Inputs, i => Assert.False(i.Shape![0].IsKnown));
    }
}
