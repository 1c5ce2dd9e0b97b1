using System.Text.RegularExpressions;
using Skylite.Compression.Pruning;
using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Graphs.Cost;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Inference;
using Skylite.Tests.Native.Torch;
using Skylite.Workbench.Budgets;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Proof;
using Skylite.Workbench.Pruning;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Results;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Workbench;

[Collection(TorchAlone.Name)]
public sealed class PruneJobTests(SmallRuns runs) : IClassFixture<SmallRuns>
{
    [Fact]
    public void A_foreign_network_is_pruned_without_data_proven_and_signed()
    {
        var options = Options("foreign", Foreign("foreign"));
        var figures = PruneJob.Run(options);

        Assert.True(figures.Certificate!.Holds);
        Assert.True(figures.Certificate.OutputsVary);
        Assert.InRange((double)figures.After.Parameters / figures.Before.Parameters, 0.2, 0.45);
        Assert.Equal(new FileInfo(options.Out).Length, figures.After.Bytes);
        Assert.True(figures.Before.Milliseconds > 0 && figures.After.Milliseconds > 0);
        Assert.Contains(figures.Pinned, p => p.Reason.Contains("graph output", StringComparison.Ordinal));
        var graph = OnnxReader.Read(options.Out);
        Assert.Equal(figures.After.Parameters, CostReport.Of(graph).Parameters);
        Assert.Contains("prune 50 %", graph.Metadata[Provenance.MetadataKey], StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.GetDirectoryName(options.Out)!), f => f.EndsWith(".partial", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ms=95%")]
    public void A_model_too_large_for_memory_is_proven_and_timed_through_files_that_go_away(string? budget)
    {
        var name = budget is null ? "large" : "large-budget";
        var options = Options(
            Path.Combine(name, "model"), Foreign(name), new PruneSettings { Align = 4, Budget = budget is null ? null : Budget.Parse(budget) });
        var figures = PruneJob.Run(options with { Models = new GraphModelOptions { LargestInMemory = 1000 } });

        Assert.True(figures.Certificate!.Holds);
        Assert.True(figures.Before.Milliseconds > 0 && figures.After.Milliseconds > 0);
        Assert.Empty(Directory.EnumerateDirectories(Path.GetDirectoryName(options.Out)!));
        Assert.False(File.Exists(options.Out + ".data"));
    }

    [Fact]
    public void A_model_whose_input_has_no_shape_is_pruned_with_the_one_that_is_stated()
    {
        var model = Open("no-shape");
        var bare = OnnxReader.Read(model);
        bare.Inputs[0].Shape = null;
        foreach (var value in bare.Nodes.SelectMany(n => n.Outputs).OfType<Value>())
        {
            value.Shape = null;
        }

        OnnxWriter.Write(bare, model);
        var figures = PruneJob.Run(Options("no-shape", model) with { Shapes = InputShapes.Parse(["x=1,3,16,24"]) });

        Assert.True(figures.Certificate!.Holds);
        Assert.Equal(8, figures.Families.Sum(f => f.Before - f.After));
        Assert.True(figures.After.Milliseconds > 0);
    }

    [Fact]
    public void Ratio_0_copies_the_model()
    {
        var options = Options("zero", Foreign("zero"), new PruneSettings { Ratio = 0 });
        PruneJob.Run(options);
        Assert.Equal(File.ReadAllBytes(options.Model), File.ReadAllBytes(options.Out));
    }

    [Theory]
    [InlineData("macs=0.6")]
    [InlineData("params=40%")]
    [InlineData("mb=0.5")]
    public void A_counted_budget_is_met_and_not_by_far(string text)
    {
        var figures = PruneJob.Run(Options(
            "budget-" + text[..2], Foreign("budget-" + text[..2]), new PruneSettings { Align = 1, Budget = Budget.Parse(text) }));
        var (limit, reached) = text[..2] switch
        {
            "ma" => (0.6 * figures.Before.Macs, figures.After.Macs),
            "pa" => (0.4 * figures.Before.Parameters, figures.After.Parameters),
            _ => (0.5e6, (double)figures.After.Bytes),
        };
        // The step that is recorded in the metadata takes some bytes more.
        Assert.InRange(reached, 0.9 * limit, 1.01 * limit);
    }

    [Theory]
    [InlineData("params=0.001")]
    [InlineData("macs=0.001")]
    [InlineData("mb=0.001")]
    public void A_budget_out_of_reach_says_what_can_be_reached_and_writes_nothing(string budget)
    {
        var name = "out-of-reach-" + budget[..2];
        var options = Options(name, Foreign(name), new PruneSettings { Budget = Budget.Parse(budget) });
        var error = Assert.Throws<InvalidDataException>(() => PruneJob.Run(options));
        var least = Regex.Match(error.Message, @"least reachable budget is (\w+=[0-9.]+):").Groups[1].Value;
        Assert.False(File.Exists(options.Out));

        PruneJob.Run(options with { Settings = new PruneSettings { Budget = Budget.Parse(least) } });
        Assert.True(File.Exists(options.Out));
    }

    [Fact]
    public void A_counted_budget_out_of_reach_is_told_before_images_are_opened()
    {
        var options = Options("no-images", Foreign("no-images"), new PruneSettings { Criterion = "taylor", Budget = Budget.Parse("params=0.001") }) with
        {
            Data = _ => throw new InvalidOperationException("The images were asked for."),
        };
        Assert.Contains("least reachable budget", Assert.Throws<InvalidDataException>(() => PruneJob.Run(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measured_budget_is_searched_among_aligned_counts_and_what_was_measured_is_not_measured_again()
    {
        var options = Options("time", Foreign("time"), new PruneSettings { Align = 4, Budget = Budget.Parse("ms=95%") });
        using var first = new StopAt();
        var figures = PruneJob.Run(options, first);

        Assert.True(figures.After.Parameters < figures.Before.Parameters);
        Assert.All(figures.Families, f => Assert.True(f.After == f.Before || f.After % 2 == 0));
        Assert.Contains(first.Lines, Measured);
        using var second = new StopAt();
        Assert.Equal(figures.Ratio, PruneJob.Run(options, second).Ratio);
        Assert.DoesNotContain(second.Lines, Measured);
    }

    [Fact]
    public void A_network_with_two_inputs_and_a_fixed_batch_is_pruned()
    {
        var graph = Models.Build("fc-siam-diff");
        ShapeInference.Run(graph);
        foreach (var input in graph.Inputs)
        {
            input.Shape = Shape.Of(2, input.Shape![1].Length, 32, 32);
        }

        ShapeInference.Run(graph);
        var figures = PruneJob.Run(Options("siamese", Write("siamese", graph)));
        Assert.True(figures.Certificate!.Holds);
        Assert.True(figures.After.Macs < 0.5 * figures.Before.Macs);
    }

    [Fact]
    public void Open_rows_and_columns_are_chosen_or_stated()
    {
        var model = Open("open");
        Assert.True(PruneJob.Run(Options("open", model)).Certificate!.Holds);
        var stated = PruneJob.Run(Options("stated", model) with { Shapes = InputShapes.Parse(["x=1,3,16,24"]) });
        Assert.Equal(16 * 24 * ((3 * 16 * 9) + (16 * 8)), stated.Before.Macs);
    }

    [Fact]
    public void Nodes_that_are_kept_by_pattern_keep_their_channels()
    {
        var options = Options("kept", Open("kept"), new PruneSettings { Align = 1 });
        Assert.True(PruneJob.Run(options).After.Parameters < 300);
        var nothing = Assert.Throws<InvalidDataException>(() => PruneJob.Run(options with { Keep = ["fi*"] }));
        Assert.Contains("'first'", nothing.Message, StringComparison.Ordinal);
        var error = Assert.Throws<ArgumentException>(() => PruneJob.Run(Options("kept-nothing", Open("kept-nothing")) with { Keep = ["frist"] }));
        Assert.Contains("first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_of_training_images_choose_channels_of_a_trained_model()
    {
        var options = Options("taylor", runs.Model, new PruneSettings { Criterion = "taylor", Align = 4 });
        Assert.Contains("--data", Assert.Throws<ArgumentException>(() => PruneJob.Run(options)).Message, StringComparison.Ordinal);

        var figures = PruneJob.Run(options with { Data = split => runs.Data() with { Split = split! } });

        Assert.True(figures.Certificate!.Holds);
        var facts = ModelFacts.Require(OnnxReader.Read(options.Out), options.Out);
        Assert.Equal(3, facts.Classes.Count);
        Assert.Contains(facts.Provenance.Steps, s => s.StartsWith("prune 50 % of the channels by taylor", StringComparison.Ordinal));
    }

    [Fact]
    public void Gradients_are_not_taken_of_probabilities()
    {
        var graph = OnnxReader.Read(runs.Model);
        var logits = graph.Outputs[0];
        graph.RemoveOutput(logits);
        graph.AddOutput(graph.Apply("Sigmoid", "probabilities", logits));
        OnnxWriter.Write(graph, runs.In("sigmoid.onnx"));
        var options = Options("sigmoid", runs.In("sigmoid.onnx"), new PruneSettings { Criterion = "taylor", Align = 4 }) with
        {
            Data = split => runs.Data() with { Split = split! },
        };

        Assert.Contains("Sigmoid", Assert.Throws<InvalidDataException>(() => PruneJob.Run(options)).Message, StringComparison.Ordinal);
        Assert.True(PruneJob.Run(options with { Settings = new PruneSettings { Align = 4 } }).Certificate!.Holds);
    }

    [Fact]
    public void Bands_go_with_their_names()
    {
        var graph = OnnxReader.Read(runs.Model);
        var options = Options("bands", runs.Model, new PruneSettings { Ratio = 0.6, Align = 1 }) with { PruneBands = true };
        var figures = PruneJob.Run(options);

        Assert.True(figures.Certificate!.Holds);
        var left = Assert.Single(figures.BandsLeft).Value;
        var before = ModelFacts.Require(graph, "before").Preprocessing;
        var after = ModelFacts.Require(OnnxReader.Read(options.Out), options.Out).Preprocessing;
        Assert.Equal(left.Select(i => before.Bands[i]), after.Bands);
        Assert.Equal(left.Select(i => before.Mean[i]), after.Mean);
        Assert.Equal(after.Bands.Count, OnnxReader.Read(options.Out).Inputs[0].Shape![1].Length);
    }

    [Fact]
    public void A_proof_that_fails_is_no_pruning()
    {
        var figures = new CertificateFigures(1, 1, 2, 2e-4, 0, RemovalCertificate.Tolerance, []);
        Assert.Throws<CertificateException>(() => RemovalProof.Require(figures));
        var moved = figures with { IsApproximate = true };
        Assert.Same(moved, RemovalProof.Require(moved));
        Assert.Throws<CertificateException>(() => RemovalProof.Require(moved with { InterpreterAgainstRuntime = 1e-3 }));
    }

    [Fact]
    public void The_model_is_not_overwritten()
    {
        var model = Foreign("self");
        Assert.Contains(
            "another name",
            Assert.Throws<ArgumentException>(() => PruneJob.Run(Options("self", model) with { Out = model })).Message,
            StringComparison.Ordinal);
    }

    private static bool Measured(string line) => line.Contains("of the channels removed:", StringComparison.Ordinal);

    private PruneJobOptions Options(string name, string model, PruneSettings? settings = null) => new()
    {
        Model = model,
        Out = runs.In("pruned", name + ".onnx"),
        Settings = settings ?? new PruneSettings { Align = 4, Channels = ChannelOptions.Default },
        Seed = 1,
        BenchmarkTime = TimeSpan.FromMilliseconds(20),
    };

    private string Foreign(string name) => Write(name, Models.Build("resnet18-0.25", new ModelOptions { Classes = 5, Height = 32, Width = 32, Seed = 2 }));

    private string Open(string name)
    {
        var graph = new Graph("open");
        var x = graph.AddInput("x", ElementType.Float, new Shape(Dimension.Named("n"), 3, Dimension.Named("h"), Dimension.Named("w")));
        var (hidden, active, y) = (graph.AddValue("hidden"), graph.AddValue("active"), graph.AddValue("y"));
        var first = graph.AddNode("Conv", [x, Weights(graph, "w1", 16, 3, 3, 3)], [hidden], "first");
        first.Attributes.Set("pads", [1L, 1, 1, 1]);
        graph.AddNode("Relu", [hidden], [active], "active-node");
        graph.AddNode("Conv", [active, Weights(graph, "w2", 8, 16, 1, 1)], [y], "second");
        graph.AddOutput(y);
        return Write(name, graph);
    }

    private static Value Weights(Graph graph, string name, params long[] dimensions)
    {
        var random = new Random(name[^1]);
        return graph.AddInitializer(
            name, Tensor.Create<float>([.. Enumerable.Range(0, (int)Shape.Of(dimensions).ElementCount).Select(_ => random.NextSingle() - 0.5f)], dimensions));
    }

    private string Write(string name, Graph graph)
    {
        ShapeInference.Run(graph);
        var path = runs.In("given", name + ".onnx");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        OnnxWriter.Write(graph, path);
        return path;
    }
}
