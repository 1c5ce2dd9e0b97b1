using Skylite.Graphs.Onnx;
using Skylite.Graphs.Weights;
using Skylite.Imagery.Splits;
using Skylite.Tests.Native.Torch;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Scenes;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Workbench;

[Collection(TorchAlone.Name)]
public class TrainJobTests(SmallRuns runs) : IClassFixture<SmallRuns>
{
    [Fact]
    public void A_training_leaves_a_result_and_a_model_that_knows_itself()
    {
        var result = runs.Trained;
        var stored = RunResult.Read(RunFolder.Open(runs.In("trained")));
        Assert.Equal("train", stored.Kind);
        Assert.Equal(result.SplitChecksum, stored.SplitChecksum);
        var stage = Assert.Single(stored.Stages);
        Assert.Equal(new FileInfo(runs.Model).Length, stage.FileBytes);
        Assert.Equal(3 * 3, stage.Test!.Images);
        Assert.Equal(9, stage.Test.Confusion.Sum(row => row.Sum()));
        Assert.Equal(9, stage.Validation!.Images);
        Assert.True(stage.Cost.Macs > 0 && stage.Seconds > 0);

        var facts = ModelFacts.Require(OnnxReader.Read(runs.Model), runs.Model);
        Assert.Equal(stored.Classes, facts.Classes);
        Assert.Equal(["red", "green", "blue"], facts.Preprocessing.Bands);
        Assert.Equal((32, 32), (facts.Preprocessing.Height, facts.Preprocessing.Width));
        Assert.Equal(SmallRuns.Network, facts.Provenance.Architecture);
        Assert.Equal(stored.SplitChecksum, facts.Provenance.SplitChecksum);
        Assert.StartsWith("train: 1 epochs", Assert.Single(facts.Provenance.Steps), StringComparison.Ordinal);
        Assert.True(File.Exists(runs.In("trained", "metrics.jsonl")));
    }

    [Fact]
    public void A_training_from_scratch_keeps_the_batch_normalisation_it_begins_with()
    {
        using var listener = new StopAt("training");
        Assert.Throws<InterruptedRunException>(() => TrainJob.Run(runs.Train("scratch"), listener, listener.Token));
        Assert.DoesNotContain(listener.Lines, line => line.Contains("folded", StringComparison.Ordinal));
    }

    [Fact]
    public void A_resumed_training_gives_the_same_bytes_as_an_uninterrupted_one()
    {
        var training = SmallRuns.OneEpoch with { Epochs = 3, Average = 0.9, Mixup = 0.2 };
        TrainJob.Run(runs.Train("whole") with { Training = training });

        using var listener = new StopAt("training: epoch 2/3, batch 2");
        var part = runs.Train("part") with { Training = training };
        var stopped = Assert.Throws<InterruptedRunException>(() => TrainJob.Run(part, listener, listener.Token));
        Assert.Contains("--resume", stopped.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(runs.In("part", "result.json")));
        Assert.True(File.Exists(runs.In("part", "last.onnx")));

        using var second = new StopAt();
        TrainJob.Run(part with { Run = part.Run with { Resume = true } }, second);
        Assert.DoesNotContain(second.Lines, line => line.StartsWith("training: epoch 1/3", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllBytes(runs.In("whole", "model.onnx")), File.ReadAllBytes(runs.In("part", "model.onnx")));
    }

    [Fact]
    public void A_resumed_training_refuses_other_settings()
    {
        using var listener = new StopAt("training: epoch 2/2");
        var options = runs.Train("changed") with { Training = SmallRuns.OneEpoch with { Epochs = 2 } };
        Assert.Throws<InterruptedRunException>(() => TrainJob.Run(options, listener, listener.Token));
        var other = options with { Run = options.Run with { Resume = true }, Training = SmallRuns.OneEpoch with { Epochs = 2, LearningRate = 0.1 } };
        Assert.Contains("other settings", Assert.Throws<InvalidDataException>(() => TrainJob.Run(other)).Message, StringComparison.Ordinal);
        var smoother = other with { Training = SmallRuns.OneEpoch with { Epochs = 2, LabelSmoothing = 0.1 } };
        Assert.Contains("smoothing 0.1", Assert.Throws<InvalidDataException>(() => TrainJob.Run(smoother)).Message, StringComparison.Ordinal);
        var turned = other with { Training = SmallRuns.OneEpoch with { Epochs = 2, Augmentations = ["vertical-flip"] } };
        Assert.Contains("vertical-flip", Assert.Throws<InvalidDataException>(() => TrainJob.Run(turned)).Message, StringComparison.Ordinal);

        var shared = options with
        {
            Run = options.Run with { Resume = true },
            Data = options.Data with { IsTrainShareStated = true, Split = options.Data.Split with { TrainShare = 0.31 } },
        };
        Assert.Contains("another number of images", Assert.Throws<InvalidDataException>(() => TrainJob.Run(shared)).Message, StringComparison.Ordinal);
        File.WriteAllText(runs.In("foreign.json"), "{}");
        var divided = options with { Run = options.Run with { Resume = true }, Data = options.Data with { SplitFile = runs.In("foreign.json") } };
        Assert.Contains("foreign.json", Assert.Throws<InvalidDataException>(() => TrainJob.Run(divided)).Message, StringComparison.Ordinal);

        // Neither resumed nor overwritten, a run that was begun is not touched.
        Assert.Contains("--resume", Assert.Throws<IOException>(() => TrainJob.Run(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_training_leaves_a_folder_that_may_be_used()
    {
        var options = runs.Train("patience") with { Data = runs.Data() with { Split = runs.Data().Split with { ValidationShare = 0 } } };
        Assert.Throws<ArgumentException>(() => TrainJob.Run(options with { Training = SmallRuns.OneEpoch with { Patience = 1 } }));
        Assert.Equal("train", TrainJob.Run(options with { Training = SmallRuns.OneEpoch }).Kind);
    }

    [Fact]
    public void A_model_keeps_its_normalisation_at_another_size()
    {
        var own = ModelFacts.Require(OnnxReader.Read(runs.Model), runs.Model).Preprocessing;
        var options = runs.Train("unused") with { Model = runs.Model };
        var given = StartingModel.Data(options with { Data = options.Data with { Size = 48, Bands = own.Bands } }).Given!;
        Assert.Equal((48, 48), (given.Height, given.Width));
        Assert.Equal(own.Mean, given.Mean);
        Assert.Null(StartingModel.Data(options with { Data = options.Data with { Bands = ["blue", "green", "red"] } }).Given);
        Assert.Null(StartingModel.Data(options with { Data = options.Data with { Normalization = Normalization.ImageNet } }).Given);
    }

    [Theory]
    [InlineData("dice")]
    [InlineData("cross-entropy+0.5*lovasz-softmax")]
    public void Losses_of_regions_are_refused_for_scenes(string loss)
    {
        var error = Assert.Throws<ArgumentException>(() => TrainJob.Run(runs.Train("regions") with { Training = SmallRuns.OneEpoch with { Loss = loss } }));
        Assert.Contains($"{loss} is for pixels", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(runs.In("regions", "model.onnx")));
    }

    [Fact]
    public void A_teacher_of_other_classes_is_refused()
    {
        runs.Draw("renamed", 3, 12);
        var first = Directory.GetDirectories(runs.In("renamed")).Order(StringComparer.Ordinal).First();
        Directory.Move(first, runs.In("renamed", "zzz"));
        var options = runs.Train("untaught") with { Data = runs.Data("renamed"), Distillation = new DistillationSettings(runs.Model) };
        Assert.Contains("zzz", Assert.Throws<InvalidDataException>(() => TrainJob.Run(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_a_file_are_the_ones_trained_on()
    {
        var zoo = Models.Build(SmallRuns.Network, new ModelOptions { Classes = 3, Height = 32, Width = 32, Seed = 77 });
        var weights = zoo.Initializers.ToDictionary(v => v.Name, v => v.Constant!);
        SafeTensors.Write(runs.In("seventy-seven.safetensors"), weights);
        using var data = SceneData.Open(runs.Data());

        var graph = StartingModel.Make(runs.Train("unused") with { Weights = runs.In("seventy-seven.safetensors") }, data, null, default);

        var convolution = graph.Nodes.First(n => n.OpType == "Conv").Inputs[1]!.Name;
        Assert.Equal(weights[convolution].Bytes.ToArray(), graph.Values[convolution].Constant!.Bytes.ToArray());
    }

    [Fact]
    public void A_model_for_other_classes_gets_a_new_head()
    {
        runs.Draw("four", 4, 6);
        using var data = SceneData.Open(runs.Data("four"));
        using var listener = new StopAt();
        var graph = StartingModel.Make(runs.Train("unused") with { Model = runs.Model }, data, listener, default);
        Assert.Contains(listener.Lines, line => line.Contains("3 classes and the data 4", StringComparison.Ordinal));
        Assert.Equal(4, graph.Outputs[0].Shape![1].Length);
    }

    [Fact]
    public void Nothing_is_written_when_the_beginning_fails()
    {
        var options = runs.Train("refused");
        Assert.Throws<ArgumentException>(() => TrainJob.Run(options with { Model = "resnet81" }));
        Assert.Throws<DirectoryNotFoundException>(() => TrainJob.Run(options with { Data = options.Data with { Directory = runs.In("nowhere") } }));
        Assert.Throws<ArgumentException>(() => TrainJob.Run(options with { Data = options.Data with { Bands = ["red", "nir"] } }));
        Assert.Throws<InvalidDataException>(() => TrainJob.Run(options with { Data = options.Data with { Split = new SplitOptions { TrainPerClass = 12 } } }));
        Assert.False(Directory.Exists(options.Run.Out));
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("dead-link")]
    public void A_corrupt_test_image_stops_a_run_before_it_begins_or_is_named(string damage)
    {
        runs.Draw(damage, 3, 12);
        using (var whole = SceneData.Open(runs.Data(damage)))
        {
            var path = whole.Store(SplitPart.Test).Samples[0].Path;
            var bytes = File.ReadAllBytes(path);
            File.Delete(path);
            if (damage == "truncated")
            {
                File.WriteAllBytes(path, bytes[..60]);
            }
            else
            {
                File.CreateSymbolicLink(path, "nowhere.png");
            }
        }

        var options = runs.Train($"{damage}-run") with { Data = runs.Data(damage) };
        Assert.Throws<InvalidDataException>(() => TrainJob.Run(options));
        Assert.False(Directory.Exists(options.Run.Out));

        var skipping = options with { Data = options.Data with { CorruptImages = Skylite.Imagery.Loading.CorruptImagePolicy.Skip } };
        var result = TrainJob.Run(skipping);
        Assert.EndsWith(".png", Assert.Single(result.Skipped), StringComparison.Ordinal);
        Assert.Equal(8, result.Stages[0].Test!.Images);
    }

    [Fact]
    public void A_training_needs_no_validation_images()
    {
        var options = runs.Train("unvalidated");
        var result = TrainJob.Run(options with { Data = options.Data with { Split = new SplitOptions { TrainShare = 0.75, ValidationShare = 0 } } });
        Assert.Null(result.Stages[0].Validation);
        Assert.Equal(9, result.Stages[0].Test!.Images);
        var patient = runs.Train("patient") with
        {
            Data = options.Data with { Split = new SplitOptions { TrainShare = 0.75, ValidationShare = 0 } },
            Training = SmallRuns.OneEpoch with { Patience = 2 },
        };
        Assert.Contains("--patience", Assert.Throws<ArgumentException>(() => TrainJob.Run(patient)).Message, StringComparison.Ordinal);
    }
}
