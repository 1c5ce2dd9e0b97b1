using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Imagery;
using Skylite.Imagery.Splits;
using Skylite.Tests.Graphs;
using Skylite.Workbench.Models;
using Skylite.Zoo;

namespace Skylite.Tests.Workbench;

public class ModelFactsTests
{
    private static readonly ModelFacts Facts = new(
        new Preprocessing
        {
            Bands = ["B04", "B03", "B8A"],
            Units = "reflectance",
            Scale = 1e-4f,
            Mean = [0.1f, 0.2f, 0.3f],
            StandardDeviation = [0.4f, 0.5f, 0.6f],
            Height = 32,
            Width = 48,
            NoData = -1,
        },
        ["Straße", "été", "水", "a \"quoted\" one"],
        new Provenance
        {
            Architecture = "lenet",
            Dataset = "EuroSAT",
            SplitChecksum = "12ab",
            Split = new SplitOptions { TrainShare = 0.2, ValidationShare = 0.3, Seed = 7, BlockSide = 96, Grouping = 2, Draws = 12 },
            Parents = ["cd34"],
            Steps = ["train: 3 epochs"],
        })
    {
        Task = ModelTask.ChangeDetection,
        ClassColors = ["#000000", "#ff0000", "#00ff00", "#0000ff"],
        ClassValues = [4, 3, 2, 250],
        Overlap = 0.375,
        GroundSize = 0.3,
    };

    [Fact]
    public void Facts_travel_in_the_onnx_file()
    {
        using var folder = new TemporaryFolder();
        var graph = Lenet();
        Facts.WriteTo(graph);
        OnnxWriter.Write(graph, folder.File("model.onnx"));

        var read = ModelFacts.Require(OnnxReader.Read(folder.File("model.onnx")), "model.onnx");

        Assert.Equal(Facts.Classes, read.Classes);
        Assert.Equal(ModelTask.ChangeDetection, read.Task);
        Assert.Equal(Facts.ClassColors, read.ClassColors);
        Assert.Equal(Facts.ClassValues, read.ClassValues);
        Assert.Equal(0.375, read.Overlap);
        Assert.Equal(0.3, read.GroundSize);
        Assert.Equal(Facts.Preprocessing.ToJson(), read.Preprocessing.ToJson());
        Assert.Equal(Facts.Provenance.Split, read.Provenance.Split);
        Assert.Equal(Facts.Provenance.Parents, read.Provenance.Parents);
        Assert.Equal(Facts.Provenance.Steps, read.Provenance.Steps);
        Assert.Equal(Facts.Provenance with { Parents = read.Provenance.Parents, Steps = read.Provenance.Steps }, read.Provenance);
    }

    [Fact]
    public void A_model_that_names_no_task_classifies_scenes()
    {
        var graph = Lenet();
        Facts.WriteTo(graph);
        graph.Metadata.Remove(ModelFacts.TaskKey);
        graph.Metadata.Remove(ModelFacts.ClassColorsKey);
        graph.Metadata.Remove(ModelFacts.ClassValuesKey);
        graph.Metadata.Remove(ModelFacts.OverlapKey);
        var read = ModelFacts.Require(graph, "model.onnx");
        Assert.Equal(ModelTask.SceneClassification, read.Task);
        Assert.Empty(read.ClassColors);
        Assert.Empty(read.ClassValues);
        Assert.Null(read.Overlap);
    }

    [Fact]
    public void A_model_that_names_no_blocks_was_tested_on_blocks_of_its_input()
    {
        var graph = Lenet();
        (Facts with { Provenance = Facts.Provenance with { Split = new SplitOptions { Seed = 7 } } }).WriteTo(graph);
        Assert.Equal(new SplitOptions { Seed = 7, BlockSide = 48, Grouping = 1 }, ModelFacts.Require(graph, "model.onnx").Provenance.Split);
        graph.Metadata.Remove(ModelFacts.TaskKey);
        Assert.Equal(new SplitOptions { Seed = 7 }, ModelFacts.Require(graph, "model.onnx").Provenance.Split);
    }

    [Fact]
    public void Steps_are_added_at_the_end_and_the_original_stays()
    {
        Assert.Equal(["train: 3 epochs", "prune"], Facts.Provenance.Then("prune").Steps);
        Assert.Equal(["train: 3 epochs"], Facts.Provenance.Steps);
    }

    [Fact]
    public void A_model_of_others_has_no_facts_and_the_error_says_what_to_do()
    {
        var graph = Lenet();
        Assert.Null(ModelFacts.Read(graph));
        var error = Assert.Throws<InvalidDataException>(() => ModelFacts.Require(graph, "theirs.onnx"));
        Assert.Contains("skylite train --model theirs.onnx", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Preprocessing.MetadataKey, "{")]
    [InlineData(Preprocessing.MetadataKey, "{}")]
    [InlineData("skylite.classes", "not json")]
    [InlineData(ModelFacts.TaskKey, "poetry")]
    [InlineData(ModelFacts.ClassColorsKey, "red")]
    [InlineData(ModelFacts.ClassValuesKey, "[1.5]")]
    [InlineData(Provenance.MetadataKey, "[1]")]
    [InlineData(ModelFacts.OverlapKey, "half")]
    [InlineData(ModelFacts.OverlapKey, "0.95")]
    public void A_damaged_entry_is_refused(string key, string text)
    {
        var graph = Lenet();
        Facts.WriteTo(graph);
        Assert.True(graph.Metadata.ContainsKey(key));
        graph.Metadata[key] = text;
        Assert.Throws<InvalidDataException>(() => ModelFacts.Read(graph));
    }

    private static Graph Lenet() => Models.Build("lenet", new ModelOptions { Classes = 4, RandomWeights = false, Height = 32, Width = 32 });
}
