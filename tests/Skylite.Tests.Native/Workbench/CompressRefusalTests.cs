using Skylite.Compression.Quantization;
using Skylite.Graphs.Onnx;
using Skylite.Tests.Native.Torch;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Pruning;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Runs;

namespace Skylite.Tests.Native.Workbench;

/// <summary>What a compression cannot do to its end it does not begin, and what it leaves behind is of one run.</summary>
[Collection(TorchAlone.Name)]
public sealed class CompressRefusalTests(PixelRuns runs) : IClassFixture<PixelRuns>
{
    private static readonly PruneStep Prune = new() { Align = 1, Ratio = 0.4 };
    private static readonly QuantizeStep Quantize = new() { Images = 8 };

    private string EightBit
    {
        get
        {
            var options = runs.Compress("eight-bit", runs.Segmentation, "single", Quantize);
            if (!File.Exists(runs.In("eight-bit", "result.json")))
            {
                CompressJob.Run(options);
            }

            return runs.In("eight-bit", "model.onnx");
        }
    }

    [Fact]
    public void A_teacher_of_another_task_is_refused_before_anything_is_pruned()
    {
        var options = runs.Compress("no-teacher", runs.Segmentation, "single", Prune, new FineTuneStep());
        Refused<InvalidDataException>(options with { Distillation = new(runs.Change) }, "is a network for change-detection");
    }

    [Fact]
    public void A_teacher_is_refused_where_no_step_trains()
    {
        var options = runs.Compress("no-step", runs.Segmentation, "single", Prune, Quantize) with { Distillation = new(runs.Segmentation) };
        Refused<ArgumentException>(options, "No step of the recipe trains");
    }

    [Fact]
    public void Options_of_training_are_refused_where_no_step_trains()
    {
        var options = runs.Compress("no-training", runs.Segmentation, "single", Quantize) with { GivenToTrain = ["--lr", "--epochs"] };
        Refused<ArgumentException>(options, "leave --lr and --epochs out");
    }

    [Fact]
    public void A_quantised_parent_is_refused_for_its_float_one() =>
        Refused<InvalidDataException>(runs.Compress("twice", EightBit, "single", Quantize), "is quantised already");

    [Fact]
    public void An_unknown_node_to_keep_in_float_is_told_before_the_steps_in_front()
    {
        var head = OnnxReader.Read(runs.Segmentation).Nodes.Last(n => n.OpType == "Conv").Name;
        var options = runs.Compress("no-node", runs.Segmentation, "single", new FineTuneStep(), Quantize with { KeepFloat = [head + "s"] });
        Refused<QuantizationException>(options, $"Did you mean {head}");
    }

    [Fact]
    public void Missing_sensitivities_are_told_before_the_steps_in_front()
    {
        var step = Prune with { Scope = "sensitivity", Sensitivity = runs.In("nosuch") };
        Refused<FileNotFoundException>(runs.Compress("no-curves", runs.Segmentation, "single", new FineTuneStep(), step), "nosuch");
    }

    [Fact]
    public void A_step_done_anew_leaves_nothing_of_the_run_before()
    {
        var options = runs.Compress("anew", runs.Segmentation, "single", Prune, new FineTuneStep(), Quantize) with { Distillation = new(runs.Segmentation) };
        CompressJob.Run(options);
        File.Delete(runs.In("anew", "result.json"));
        Assert.True(File.Exists(runs.In("anew", "stages", "3-quantize.onnx")));

        options = options with { Run = options.Run with { Resume = true }, Distillation = new(runs.Segmentation) { Alpha = 0.3 } };
        using var listener = new StopAt("fine-tune: epoch 1/1, batch 1");
        Assert.Throws<InterruptedRunException>(() => CompressJob.Run(options, listener, listener.Token));

        // What is learnt from a teacher is no matter of a step that learns nothing.
        Assert.Contains(
            listener.Lines,
            l => l.StartsWith("prune", StringComparison.Ordinal) && l.EndsWith("taken over from the interrupted run", StringComparison.Ordinal));
        Assert.Contains(listener.Lines, l => l.StartsWith("fine-tune", StringComparison.Ordinal) && l.EndsWith("done anew", StringComparison.Ordinal));
        Assert.Equal(["1-prune.json", "1-prune.onnx", "2-fine-tune.json", "2-fine-tune.onnx"], Names("stages", "?-*"));
        Assert.Empty(Names("maps", "*.png"));
        Assert.False(File.Exists(runs.In("anew", "model.onnx")));

        IEnumerable<string> Names(string folder, string pattern) =>
            Directory.EnumerateFiles(runs.In("anew", folder), pattern).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Quantised_models_are_checked_and_pruned_as_far_as_rounding_allows()
    {
        var check = CheckJob.Run(new CheckOptions { Model = EightBit });
        Assert.True(check.IsUsable, string.Join(' ', check.Problems));
        Assert.Equal(0, check.QuantizableLayers);
        Assert.Contains(check.Notes, n => n.Contains("quantised already", StringComparison.Ordinal));

        var figures = PruneJob.Run(new PruneJobOptions
        {
            Model = EightBit,
            Out = runs.In("pruned-eight-bit.onnx"),
            Settings = new PruneSettings { Align = 1, Ratio = 0.5 },
            BenchmarkTime = TimeSpan.FromMilliseconds(10),
        });
        Assert.True(figures.Certificate is { Holds: true, SilencedAgainstRemoved: < 1e-4 });
    }

    [Fact]
    public void Attention_is_compared_with_a_teacher_that_was_written_for_another_size()
    {
        var options = runs.Train("taught-at-32", "unet", "single");
        TrainJob.Run(options with
        {
            Data = options.Data with { Size = 32 },
            Training = PixelRuns.Short with { Epochs = 1, CropsPerEpoch = 4 },
            Distillation = new(runs.Segmentation) { Kind = "soft-target+attention-transfer" },
        });
        Assert.True(File.Exists(runs.In("taught-at-32", "model.onnx")));
    }

    private static void Refused<TException>(CompressOptions options, string why)
        where TException : Exception
    {
        Assert.Contains(why, Assert.Throws<TException>(() => CompressJob.Run(options)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(options.Run.Out));
    }
}
