using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Training;
using Skylite.Training.FineTuning;
using Skylite.Training.Losses;
using Skylite.Training.Statistics;

namespace Skylite.Tests.Native.Training;

public sealed class StatisticsTests
{
    private static readonly Dictionary<string, Tensor> Feeds = new() { ["input"] = OrtOracle.Noise(9, 4, 3, 8, 8) };

    // Numbers of PyTorch 1.13: F.batch_norm on arange(12).view(2, 2, 3) / 10, momentum 0.1, running mean 0 and variance 1 before.
    [Fact]
    public void Running_statistics_move_as_in_pytorch()
    {
        var graph = new Graph("norm");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(2, 2, 3));
        Value Filled(string name, float value) => graph.AddInitializer(name, Tensor.Vector(value, value));
        graph.AddOutput(graph.Apply("BatchNormalization", "y", x, Filled("scale", 1), Filled("shift", 0), Filled("mean", 0), Filled("variance", 1)));
        using var scope = new TensorScope();
        using var interpreter = new Interpreter(graph);
        var input = TorchTensor.From<float>([.. Enumerable.Range(0, 12).Select(i => i / 10f)], 2, 2, 3);

        var output = interpreter.Run(input, RunMode.Train).ToArray<float>();

        OrtOracle.AssertClose([-1.2864685f, -0.9648514f, -0.6432343f], output[..3], 1e-6, "output");
        OrtOracle.AssertClose([0.04f, 0.07f], interpreter.WriteBack().Values["mean"].Constant!.ToArray<float>(), 1e-6, "mean");
        OrtOracle.AssertClose([0.9116f, 0.9116f], interpreter.WriteBack().Values["variance"].Constant!.ToArray<float>(), 1e-6, "variance");
    }

    [Fact]
    public void Unfolding_keeps_the_function_and_takes_the_statistics_of_the_input()
    {
        var graph = TinyNetwork.Build();
        var source = new RandomScenes(24, 8);

        var unfolded = BatchNormalizations.Unfold(graph, source, batches: 3);

        OrtOracle.AssertClose(OrtOracle.RunInterpreter(graph, Feeds)[0], OrtOracle.RunInterpreter(unfolded, Feeds)[0], 1e-5, "logits");
        Assert.True(BatchNormalizations.AreFolded(graph));
        Assert.False(BatchNormalizations.AreFolded(unfolded));

        // With fixed statistics of exactly this data, one batch of all of it is normalised to mean 0 and variance 1.
        var mean = unfolded.Values["stem.running_mean"].Constant!.ToArray<float>();
        var reestimated = BatchNormalizations.Reestimate(graph, new RandomScenes(24, 24), batches: 1);
        OrtOracle.AssertClose(reestimated.Values["stem.running_mean"].Constant!.ToArray<float>(), mean, 1e-5, "mean");
    }

    [Fact]
    public void Layers_that_were_not_loaded_were_never_folded()
    {
        var graph = TinyNetwork.Build();
        string[] fresh = ["body.running_mean", "body.running_var"];

        var unfolded = BatchNormalizations.Unfold(graph, new RandomScenes(24, 8), fresh, batches: 3);

        Assert.Equal(graph.Values["body.running_var"].Constant!.ToArray<float>(), unfolded.Values["body.running_var"].Constant!.ToArray<float>());
        Assert.NotEqual(graph.Values["stem.running_var"].Constant!.ToArray<float>(), unfolded.Values["stem.running_var"].Constant!.ToArray<float>());
        Assert.False(BatchNormalizations.AreFolded(graph, [.. fresh, "stem.running_mean"]));
    }

    [Fact]
    public void Reestimation_gives_the_mean_over_batches()
    {
        var graph = TinyNetwork.Build();
        float[] Mean(Graph g) => g.Values["stem.running_mean"].Constant!.ToArray<float>();

        var both = Mean(BatchNormalizations.Reestimate(graph, new RandomScenes(16, 8), batches: 2));
        var whole = Mean(BatchNormalizations.Reestimate(graph, new RandomScenes(16, 16), batches: 1));

        OrtOracle.AssertClose(whole, both, 1e-5, "mean");
        Assert.Contains(both, m => Math.Abs(m) > 1e-3);
    }

    [Fact]
    public void Statistics_that_two_dates_share_are_those_of_both()
    {
        var graph = new Graph("twice");
        var x = graph.AddInput("input", ElementType.Float, new Shape(Dimension.Named("batch"), 3, Dimension.Unknown, Dimension.Unknown));
        Value Filled(string name, float value) => graph.AddInitializer(name, Tensor.Vector(value, value, value));
        Value[] parameters = [Filled("scale", 1), Filled("shift", 0), Filled("mean", 0), Filled("variance", 1)];
        var later = graph.Apply("Add", "later", x, graph.AddInitializer("brighter", Tensor.Scalar(3f)));
        var both = graph.Apply(
            "Add", "both", graph.Apply("BatchNormalization", "first", [x, .. parameters]), graph.Apply("BatchNormalization", "second", [later, .. parameters]));
        graph.AddOutput(graph.Apply("GlobalAveragePool", "pool", both));
        float[] Mean(Graph g) => g.Values["mean"].Constant!.ToArray<float>();
        float[] Variance(Graph g) => g.Values["variance"].Constant!.ToArray<float>();
        var alone = BatchNormalizations.Reestimate(TinyNetwork.OneNorm(), new RandomScenes(16, 8), batches: 2);

        var reestimated = BatchNormalizations.Reestimate(graph, new RandomScenes(16, 8), batches: 2);
        var unfolded = BatchNormalizations.Unfold(graph, new RandomScenes(16, 8), batches: 2);

        OrtOracle.AssertClose([.. Mean(alone).Select(m => m + 1.5f)], Mean(reestimated), 1e-5, "mean");
        OrtOracle.AssertClose(Variance(alone), Variance(reestimated), 1e-5, "variance");
        OrtOracle.AssertClose(Mean(reestimated), Mean(unfolded), 1e-5, "mean of the unfolded");
        OrtOracle.AssertClose(OrtOracle.RunInterpreter(graph, Feeds)[0], OrtOracle.RunInterpreter(unfolded, Feeds)[0], 1e-5, "output");
    }

    [Fact]
    public void Gradient_evidence_is_the_slope_of_the_loss()
    {
        var graph = TinyNetwork.Build();
        var evidence = GradientEvidence.Collect(graph, new CrossEntropyLoss(), new RandomScenes(8, 8), batches: 1);

        var weight = graph.Values["body.weight"];
        const int At = 17;
        double LossWith(float change)
        {
            var moved = graph.Clone();
            var values = weight.Constant!.ToArray<float>();
            values[At] += change;
            moved.SetInitializer(moved.Values["body.weight"], Tensor.Create<float>(values, weight.Constant.Dimensions));
            using var interpreter = new Interpreter(moved);
            return Evaluation.Run(interpreter, new RandomScenes(8, 8)).Loss;
        }

        var slope = (LossWith(0.02f) - LossWith(-0.02f)) / 0.04;
        Assert.Equal(slope, evidence.Mean["body.weight"].ToArray<float>()[At], 3e-3);
        Assert.NotEqual(0, slope);
        Assert.Equal(evidence.MeanSquare["body.weight"].ToArray<float>()[At], Math.Pow(evidence.Mean["body.weight"].ToArray<float>()[At], 2), 1e-6);
    }

    [Fact]
    public void Gradients_of_batches_are_kept_where_asked_for_and_have_the_mean_and_mean_square_told()
    {
        var evidence = GradientEvidence.Collect(
            TinyNetwork.Build(), new CrossEntropyLoss(), new RandomScenes(32, 8), batches: 4, perBatch: new HashSet<string> { "body.weight" });

        var kept = Assert.Single(evidence.PerBatch);
        Assert.Equal(("body.weight", 4, 4), (kept.Key, kept.Value.Count, evidence.Batches));
        var batches = kept.Value.Select(t => t.ToArray<float>()).ToArray();
        float[] Average(Func<float, float> of) => [.. batches[0].Select((_, i) => batches.Average(b => of(b[i])))];
        OrtOracle.AssertClose(Average(g => g), evidence.Mean["body.weight"].ToArray<float>(), 1e-5, "mean");
        OrtOracle.AssertClose(Average(g => g * g), evidence.MeanSquare["body.weight"].ToArray<float>(), 1e-5, "mean square");
    }

    [Fact]
    public void A_new_head_tells_other_classes_apart_and_keeps_the_body()
    {
        var graph = TinyNetwork.Build(classes: 3);

        var changed = ClassifierHead.Replace(graph, 5, seed: 1);

        Assert.Equal(5, Classifier.ClassesOf(changed));
        Assert.Equal(4 * 5, OrtOracle.RunInterpreter(changed, Feeds)[0].Length);
        Assert.Equal(graph.Values["body.weight"].Constant!.ToArray<float>(), changed.Values["body.weight"].Constant!.ToArray<float>());
        Assert.Equal(3, Classifier.ClassesOf(graph));
    }

    [Fact]
    public void A_head_behind_a_global_pool_is_found()
    {
        var graph = Skylite.Zoo.Models.Build("squeezenet1-1", new Skylite.Zoo.ModelOptions { Classes = 10 }.WithSize(64));

        var changed = ClassifierHead.Replace(graph, 4, seed: 1);

        Assert.Equal("Conv", ClassifierHead.Find(changed).Node.OpType);
        Assert.Equal(4, Classifier.ClassesOf(changed));
    }
}
