using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Tests.Native.Torch;
using Skylite.Training.Optimizers;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Workbench;

[Collection(TorchAlone.Name)]
public class ImportTests(SmallRuns runs) : IClassFixture<SmallRuns>
{
    [Fact]
    public void A_foreign_export_for_single_images_and_other_classes_is_fine_tuned()
    {
        var options = runs.Train("foreign") with
        {
            Model = Foreign("foreign.onnx", classes: 5),
            Data = runs.Data() with { Normalization = Normalization.ImageNet },
            Training = SmallRuns.OneEpoch with { Freeze = ["layer1.*"], FirstLayerRate = 0.1, RateFactors = [new RateFactor("fc.*", 2)] },
        };
        using var listener = new StopAt();
        var result = TrainJob.Run(options, listener);

        Assert.Contains(listener.Lines, l => l.Contains("batch; it is free now", StringComparison.Ordinal));
        Assert.Contains(listener.Lines, l => l.Contains("5 classes and the data 3", StringComparison.Ordinal));
        Assert.Equal(9, result.Stages[0].Test!.Images);
        var (before, after) = (OnnxReader.Read(options.Model), OnnxReader.Read(runs.In("foreign", "model.onnx")));
        Assert.False(after.Inputs[0].Shape![0].IsKnown);
        Assert.All(
            before.Initializers.Where(v => v.Name.StartsWith("layer1.", StringComparison.Ordinal)),
            v => Assert.Equal(v.Constant!.Bytes.ToArray(), after.Values[v.Name].Constant!.Bytes.ToArray()));
        Assert.NotEqual(before.Values["layer2.0.conv1.weight"].Constant!.Bytes.ToArray(), after.Values["layer2.0.conv1.weight"].Constant!.Bytes.ToArray());
        var facts = ModelFacts.Require(after, "model.onnx");
        Assert.Equal(0.485f, facts.Preprocessing.Mean[0], 1e-6f);
        Assert.Equal("foreign", facts.Provenance.Architecture);
        Assert.Contains("frozen layer1.*", Assert.Single(facts.Provenance.Steps), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_fits_nothing_is_refused_before_anything_is_written()
    {
        var options = runs.Train("misspelt") with { Training = SmallRuns.OneEpoch with { Freeze = ["layr1.*"] } };
        Assert.Contains("--freeze 'layr1.*'", Assert.Throws<ArgumentException>(() => TrainJob.Run(options)).Message, StringComparison.Ordinal);
        var nothing = options with { Training = SmallRuns.OneEpoch with { Freeze = ["*"] } };
        Assert.Contains("nothing to learn", Assert.Throws<ArgumentException>(() => TrainJob.Run(nothing)).Message, StringComparison.Ordinal);
        var other = options with { Training = SmallRuns.OneEpoch, Model = Foreign("stated.onnx", 5), Import = new ImportOptions { Classes = 4 } };
        Assert.Contains("--classes 4", Assert.Throws<ArgumentException>(() => TrainJob.Run(other)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(options.Run.Out));
    }

    [Fact]
    public void A_foreign_export_is_taken_in_fine_tuned_and_compressed()
    {
        var options = runs.Compress("foreign-compressed", new PruneStep { Align = 4 }) with
        {
            Model = Foreign("other.onnx", classes: 5),
            Data = _ => runs.Data() with { Normalization = Normalization.ImageNet },
        };
        var result = CompressJob.Run(options);
        Assert.Equal(["parent", "prune"], result.Stages.Select(s => s.Name));
        Assert.NotNull(result.Stages[0].Training);
        Assert.True(result.Stages[1].Certificate!.Holds);
        Assert.True(result.Stages[1].Cost.Parameters < result.Stages[0].Cost.Parameters);
        var facts = ModelFacts.Require(OnnxReader.Read(Path.Combine(options.Run.Out, "model.onnx")), "model.onnx");
        Assert.Equal(2, facts.Provenance.Steps.Count);
        Assert.Equal(FileChecksum.Of(options.Model), Assert.Single(facts.Provenance.Parents));
    }

    [Fact]
    public void A_described_export_is_fitted_to_its_images_and_keeps_its_normalisation()
    {
        var file = Foreign("undescribed.onnx", classes: 3);
        var classes = ModelFacts.Require(OnnxReader.Read(runs.Model), runs.Model).Classes;
        DescribeJob.Run(new DescribeOptions(file, runs.In("described.onnx"))
        {
            Normalization = Normalization.ImageNet,
            Classes = classes,
            GroundSize = 0.25,
        });
        var options = runs.Compress("described", new PruneStep { Align = 4 }, new FineTuneStep()) with
        {
            Model = runs.In("described.onnx"),
            Data = _ => runs.Data(),
        };
        var result = CompressJob.Run(options);

        Assert.Null(result.Stages[0].Training);
        Assert.NotNull(result.Stages[2].Training);
        var facts = ModelFacts.Require(OnnxReader.Read(Path.Combine(options.Run.Out, "model.onnx")), "model.onnx");
        Assert.Equal(0.485f, facts.Preprocessing.Mean[0], 1e-6f);
        Assert.Equal(classes, facts.Classes);
        Assert.Equal(0.25, facts.GroundSize);
        Assert.Equal([FileChecksum.Of(file), FileChecksum.Of(options.Model)], facts.Provenance.Parents);

        var restated = runs.Compress("restated", new QuantizeStep()) with
        {
            Model = options.Model,
            Data = _ => runs.Data() with { Normalization = Normalization.Symmetric },
        };
        Assert.Contains("says itself", Assert.Throws<ArgumentException>(() => CompressJob.Run(restated)).Message, StringComparison.Ordinal);
        var eightBit = runs.Compress("described-int8", new QuantizeStep()) with { Model = options.Model, Data = options.Data };
        Assert.Equal(["parent", "quantize"], CompressJob.Run(eightBit).Stages.Select(s => s.Name));
        DescribeJob.Run(new DescribeOptions(file, runs.In("otherwise.onnx")) { Normalization = Normalization.ImageNet, Classes = ["x", "y", "z"] });
        var other = runs.Compress("otherwise", new QuantizeStep()) with { Model = runs.In("otherwise.onnx"), Data = _ => runs.Data() };
        Assert.Contains("x, y, z", Assert.Throws<InvalidDataException>(() => CompressJob.Run(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_Skylite_says_itself_how_its_input_is_normalised()
    {
        var options = runs.Compress("stated-twice", new QuantizeStep()) with
        {
            Data = split => runs.Data() with { Split = split!, Normalization = Normalization.ImageNet },
        };
        Assert.Contains("--normalization", Assert.Throws<ArgumentException>(() => CompressJob.Run(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_of_other_settings_are_not_taken_over()
    {
        var options = runs.Compress("settings", new PruneStep { Align = 4 }, new FineTuneStep(), new QuantizeStep { Images = 16 });
        using var listener = new StopAt("quantise");
        Assert.Throws<InterruptedRunException>(() => CompressJob.Run(options, listener, listener.Token));

        using var second = new StopAt("quantise");
        var others = options with { Run = options.Run with { Resume = true }, Training = SmallRuns.OneEpoch with { LearningRate = 1e-3 } };
        Assert.Throws<InterruptedRunException>(() => CompressJob.Run(others, second, second.Token));
        Assert.Contains(second.Lines, l => l.EndsWith("so it is done anew", StringComparison.Ordinal));
        Assert.DoesNotContain(second.Lines, l => l.EndsWith("taken over from the interrupted run", StringComparison.Ordinal));

        using var third = new StopAt();
        CompressJob.Run(others, third);
        Assert.Equal(2, third.Lines.Count(l => l.EndsWith("taken over from the interrupted run", StringComparison.Ordinal)));
    }

    [Fact]
    public void Tensors_that_an_exporter_wrote_once_and_passed_on_are_learnt_apart()
    {
        var file = Foreign("deduplicated.onnx", classes: 3);
        var graph = OnnxReader.Read(file);
        var norms = graph.Nodes.Where(n => n.OpType == "BatchNormalization").GroupBy(n => n.Input(1).Constant!.Count).First(g => g.Count() > 1).ToArray();
        for (var input = 1; input <= 4; input++)
        {
            var passedOn = graph.AddValue($"passed-on-{input}");
            graph.AddNode("Identity", [norms[0].Input(input)], [passedOn], before: norms[1]);
            norms[1].SetInput(input, passedOn);
        }

        new RemoveDeadNodes().Apply(graph);
        OnnxWriter.Write(graph, file);

        TrainJob.Run(runs.Train("deduplicated") with { Model = file });

        var trained = OnnxReader.Read(runs.In("deduplicated", "model.onnx"));
        Assert.DoesNotContain(trained.Nodes, n => n.OpType == "Identity");
        Assert.NotEqual(
            trained.Nodes.First(n => n.Name == norms[0].Name).Input(3).Constant!.Bytes.ToArray(),
            trained.Nodes.First(n => n.Name == norms[1].Name).Input(3).Constant!.Bytes.ToArray());
    }

    [Fact]
    public void What_an_export_computes_of_its_size_follows_another_size()
    {
        var file = Foreign("sized.onnx", classes: 3);
        var graph = OnnxReader.Read(file);
        var (x, readers) = (graph.Inputs[0], graph.Inputs[0].Uses.ToArray());
        var (shape, same) = (graph.AddValue("shape"), graph.AddValue("same"));
        graph.AddNode("Shape", [x], [shape], before: readers[0].Node);
        graph.AddNode("Resize", [x, null, null, shape], [same], "to-own-size", before: readers[0].Node);
        foreach (var reader in readers)
        {
            reader.Node.SetInput(reader.Index, same);
        }

        x.Shape = x.Shape!.With(0, Dimension.Named("batch"));
        ShapeInference.Run(graph);
        OnnxWriter.Write(graph, file);

        TrainJob.Run(runs.Train("sized") with { Model = file, Data = runs.Data() with { Size = 48 } });

        var trained = OnnxReader.Read(runs.In("sized", "model.onnx"));
        ShapeInference.Run(trained);
        Assert.Equal(48, trained.Nodes.Single(n => n.Name == "to-own-size").Output(0).Shape![2].Length);
    }

    private string Foreign(string name, int classes)
    {
        var graph = Models.Build(SmallRuns.Network, new ModelOptions { Classes = classes, Height = 32, Width = 32, Seed = 9 });
        graph.Metadata.Clear();
        // A trained network: its statistics are not those of a folded one.
        foreach (var variance in graph.Initializers.Where(v => v.Name.EndsWith("running_var", StringComparison.Ordinal)))
        {
            graph.SetInitializer(variance, Tensor.Vector<float>([.. Enumerable.Range(0, (int)variance.Constant!.Count).Select(i => 0.5f + (0.1f * (i % 7)))]));
        }

        graph.Inputs[0].Shape = Shape.Of(1, 3, 32, 32);
        ShapeInference.Run(graph);
        Directory.CreateDirectory(runs.In());
        OnnxWriter.Write(graph, runs.In(name));
        return runs.In(name);
    }
}
