using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Tests.Native.Torch;
using Skylite.Training;
using Skylite.Training.Logs;
using Skylite.Training.Losses;
using Skylite.Training.Optimizers;
using Skylite.Training.Schedules;

namespace Skylite.Tests.Native.Training;

[Collection(TorchAlone.Name)]
public sealed class TrainerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-trainer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_tiny_network_learns_what_separates_the_classes()
    {
        var result = Train(new TrainerOptions { Epochs = 8, LearningRate = 0.02 });

        Assert.Equal(TrainingEnd.Completed, result.End);
        Assert.True(result.BestFigure > 0.95, $"accuracy {result.BestFigure}");
        Assert.True(result.History[^1].TrainingLoss < 0.5 * result.History[0].TrainingLoss);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Resuming_gives_bit_for_bit_what_never_stopping_gives(bool sgd)
    {
        var options = new TrainerOptions
        {
            Epochs = 4,
            LearningRate = 0.01,
            Optimizer = sgd ? new SgdOptimizer { Nesterov = true } : new AdamWOptimizer(),
            Mixup = 0.3,
            AverageDecay = 0.9,
            GradientClip = 1,
            Seed = 11,
        };
        var whole = Train(options with { Folder = Path.Combine(_folder, "whole") });

        var parts = options with { Folder = Path.Combine(_folder, "parts"), Resume = true };
        using (var interruption = new CancellationTokenSource())
        {
            var progress = new Callback<TrainingProgress>(p =>
            {
                if (p is { Epoch: 3, Batch: 2 })
                {
                    interruption.Cancel();
                }
            });
            Assert.Throws<OperationCanceledException>(() => Train(parts, progress, interruption.Token));
        }

        var resumed = Train(parts);

        Assert.Equal(2, resumed.History.Count);
        Assert.Equal(whole.BestEpoch, resumed.BestEpoch);
        foreach (var file in new[] { "last.onnx", "best.onnx", "last.state.safetensors" })
        {
            Assert.True(
                File.ReadAllBytes(Path.Combine(_folder, "whole", file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(_folder, "parts", file))),
                $"{file} differs.");
        }

        Assert.Equal(
            MetricsLog.Read(Path.Combine(_folder, "whole", "metrics.jsonl")).Select(r => r["training/loss"]),
            MetricsLog.Read(Path.Combine(_folder, "parts", "metrics.jsonl")).Select(r => r["training/loss"]));
    }

    [Theory]
    [InlineData("metrics.jsonl")]
    [InlineData("last.state.safetensors.partial")]
    public void A_run_that_broke_off_while_an_epoch_was_written_down_has_one_line_of_each(string unwritable)
    {
        var options = new TrainerOptions { Epochs = 3, Folder = _folder, Resume = true };
        var obstacle = Path.Combine(_folder, unwritable);
        var progress = new Callback<TrainingProgress>(p =>
        {
            if (p is { Epoch: 1, Batch: 1 })
            {
                Directory.CreateDirectory(obstacle);
            }
        });
        Assert.ThrowsAny<Exception>(() => Train(options, progress));
        Directory.Delete(obstacle);

        Train(options);

        Assert.Equal([1.0, 2, 3], MetricsLog.Read(Path.Combine(_folder, "metrics.jsonl")).Select(r => r["epoch"]));
    }

    [Fact]
    public void The_same_seed_gives_the_same_network_and_another_seed_another()
    {
        var options = new TrainerOptions { Epochs = 1, Mixup = 0.2, Seed = 1 };

        Assert.Equal(Weights(Train(options).Best), Weights(Train(options).Best));
        Assert.NotEqual(Weights(Train(options).Best), Weights(Train(options with { Seed = 2 }).Best));
    }

    [Fact]
    public void A_run_is_not_resumed_with_other_settings()
    {
        var options = new TrainerOptions { Epochs = 1, LearningRate = 1e-3, Folder = _folder, Resume = true };
        Train(options);

        var error = Assert.Throws<InvalidDataException>(() => Train(options with { LearningRate = 1e-5 }));
        Assert.Contains("was begun with: rate 0.001; now there is: rate 1E-05.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Frozen_initializers_and_their_statistics_stay()
    {
        var graph = TinyNetwork.Build();
        var result = Train(new TrainerOptions { Epochs = 1, LearningRate = 0.05, Interpreter = new InterpreterOptions { Frozen = ["stem.*"] } });

        foreach (var value in graph.Initializers)
        {
            var same = value.Constant!.Bytes.Span.SequenceEqual(result.Best.Values[value.Name].Constant!.Bytes.Span);
            Assert.Equal(value.Name.StartsWith("stem.", StringComparison.Ordinal), same);
        }
    }

    [Fact]
    public void Patience_ends_a_training_that_does_not_improve()
    {
        var result = Train(new TrainerOptions
        {
            Epochs = 9,
            LearningRate = 0,
            WeightDecay = 0,
            Patience = 2,
            Interpreter = new InterpreterOptions { BatchNormMomentum = 1 },
        });

        Assert.Equal(TrainingEnd.EarlyStop, result.End);
        Assert.Equal(3, result.History.Count);
        Assert.Equal(1, result.BestEpoch);
    }

    [Fact]
    public void A_time_budget_ends_a_training_after_its_first_epoch()
    {
        var result = Train(new TrainerOptions { Epochs = 50, TimeBudget = TimeSpan.Zero });

        Assert.Equal(TrainingEnd.TimeBudget, result.End);
        Assert.Single(result.History);
    }

    [Fact]
    public void A_diverging_training_says_so()
    {
        var options = new TrainerOptions { Epochs = 3, LearningRate = 1e30, Optimizer = new SgdOptimizer(), Schedule = new ConstantSchedule() };

        Assert.Contains("lower learning rate", Assert.Throws<TrainingDivergedException>(() => Train(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_leaves_no_tensor_behind()
    {
        Train(new TrainerOptions { Epochs = 1 });
        var before = TorchAlone.LiveTensors();

        Train(new TrainerOptions { Epochs = 2, Mixup = 0.2, AverageDecay = 0.99, GradientClip = 1 });

        Assert.Equal(before, TorchAlone.LiveTensors());
    }

    [Fact]
    public void The_best_checkpoint_computes_what_onnx_runtime_computes()
    {
        Train(new TrainerOptions { Epochs = 2, LearningRate = 0.02, Folder = _folder });
        var graph = OnnxReader.Read(Path.Combine(_folder, "best.onnx"));

        OrtOracle.AssertSame(graph, new Dictionary<string, Tensor> { ["input"] = OrtOracle.Noise(1, 4, 3, 8, 8) });
    }

    private static TrainingResult Train(TrainerOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        new Trainer(
            TinyNetwork.Build(dropout: 0.2f), new CrossEntropyLoss { LabelSmoothing = 0.05 }, new RandomScenes(30, 6), new RandomScenes(12, 4, seed: 8),
            options)
            .Run(progress, cancellation);

    private static byte[] Weights(Graph graph) => graph.Values["body.weight"].Constant!.Bytes.ToArray();

    private sealed class Callback<T>(Action<T> action) : IProgress<T>
    {
        public void Report(T value) => action(value);
    }
}
