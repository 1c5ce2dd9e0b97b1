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
        var options = runs.Train("deep", "unet-plus-plus", "single") with { Training = PixelRuns.Short with { DeepSupervision = true, Epochs = 1, CropsPerEpoch = 8 } };

        TrainJob.Run(options);

        var result = RunResult.Read(RunFolder.Open(options.Run.Out));
        Assert.Equal(["float", "side output 3", "side output 2", "side output 1"], result.Stages.Select(s => s.Name));
        Assert.Equal(["model.onnx", "model.side-3.onnx", "model.side-2.onnx", "model.side-1.onnx"], result.Stages.Select(s => s.File));
        Assert.Equal(result.Stages.OrderByDescending(s => s.Cost.Parameters).Select(s => s.Name), result.Stages.Select(s => s.Name));
        Assert.All(result.Stages, s => Assert.True(s.Test is { Images: > 0 } && s.Validation is { Images: > 0 }));
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
        var options = runs.Train("block", "light-siamese", "pairs") with { Block = "simam", Training = PixelRuns.Short with { Epochs = 1, Loss = "cross-entropy+edge-aware+triplet-center" } };

        TrainJob.Run(options);

        Assert.Matches("\"training/data-ready\":(0[.][0-9]+|1)[,}]", File.ReadAllText(Path.Combine(options.Run.Out, "metrics.jsonl")));
        Assert.Contains(OnnxReader.Read(Path.Combine(options.Run.Out, "model.onnx")).Nodes, n => n.Name.Contains("refine4", StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => TrainJob.Run(options with { Model = "bit", Run = options.Run with { Out = runs.In("refused") } }));
        Assert.Contains("--block", Assert.Throws<ArgumentException>(() => TrainJob.Run(options with { Model = runs.Change, Run = options.Run with { Out = runs.In("refused") } })).Message, StringComparison.Ordinal);
        Assert.Contains("unet-plus-plus", Assert.Throws<ArgumentException>(() => TrainJob.Run(options with { Block = null, Depth = 2, Run = options.Run with { Out = runs.In("refused") } })).Message, StringComparison.Ordinal);
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
        using var data = TaskData.Open(new DataRequest(runs.Change, ModelTask.ChangeDetection, runs.Data("pairs")) { Given = ModelFacts.Require(OnnxReader.Read(runs.Change), "model").Preprocessing });

        var figures = Evaluate.Run(runs.Change, data, SplitPart.Test, TestTimeAugmentation.Named(id));
        var plain = Evaluate.Run(runs.Change, data, SplitPart.Test);

        Assert.Equal((id, null), (figures.TestTimeAugmentation, plain.TestTimeAugmentation));
        Assert.Equal(plain.Images, figures.Images);
        Assert.NotEqual(plain.Confusion.SelectMany(r => r), figures.Confusion.SelectMany(r => r));
    }
}
