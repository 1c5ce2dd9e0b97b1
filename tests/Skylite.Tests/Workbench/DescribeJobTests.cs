using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Inference.Scenes;
using Skylite.Tests.Graphs;
using Skylite.Workbench.Inspection;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Tests.Workbench;

public sealed class DescribeJobTests : IDisposable
{
    private static readonly string[] TwoClasses = ["dry", "wet"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_network_for_pixels_says_what_it_was_told()
    {
        File.WriteAllText(
            _folder.File("classes.json"),
            """{"classes": [{"value": 9, "name": "wet", "color": "#0000ff"}, {"value": 4, "name": "dry", "color": "#aa7700"}]}""");
        var options = Options(Pixels(bands: 4, classes: 2)) with
        {
            Bands = ["B04", "B03", "B02", "B08"],
            Mean = [0.1f, 0.2f, 0.3f, 0.4f],
            StandardDeviation = [0.5f],
            Scale = 1e-4f,
            NoData = 0,
            Size = 96,
            Classes = [_folder.File("classes.json")],
            Answers = AnswerKind.Probabilities,
            Overlap = 0.5,
            GroundSize = 10,
        };
        DescribeJob.Run(options);

        var graph = OnnxReader.Read(options.Out);
        var facts = ModelFacts.Require(graph, options.Out);
        var form = facts.Preprocessing;
        Assert.Equal(ModelTask.SemanticSegmentation, facts.Task);
        Assert.Equal(options.Bands, form.Bands);
        Assert.Equal(options.Mean, form.Mean);
        Assert.Equal([0.5f, 0.5f, 0.5f, 0.5f], form.StandardDeviation);
        Assert.Equal((1e-4f, 0, 96, 96), (form.Scale, form.NoData, form.Height, form.Width));
        // In the order of the file, which is that of the outputs, not of the values.
        Assert.Equal(["wet", "dry"], facts.Classes);
        Assert.Equal([9, 4], facts.ClassValues);
        Assert.Equal(["#0000ff", "#aa7700"], facts.ClassColors);
        Assert.Equal((0.5, 10), (facts.Overlap, facts.GroundSize));
        Assert.Equal(AnswerKind.Probabilities, AnswerKinds.Of(graph).Kind);
        Assert.True(facts.IsFromElsewhere);
        Assert.Equal(FileChecksum.Of(options.Model), Assert.Single(facts.Provenance.Parents));

        // What was said can be said again, otherwise, and nothing of it stays.
        var again = options with
        {
            Model = options.Out,
            Out = _folder.File("again.onnx"),
            Classes = ["a", "b"],
            Answers = null,
            GroundSize = null,
            NoData = null,
        };
        DescribeJob.Run(again);
        graph = OnnxReader.Read(again.Out);
        facts = ModelFacts.Require(graph, again.Out);
        Assert.Equal(["a", "b"], facts.Classes);
        Assert.Empty(facts.ClassValues);
        Assert.Empty(facts.ClassColors);
        Assert.Null(facts.GroundSize);
        Assert.Equal(AnswerKind.Logits, AnswerKinds.Of(graph).Kind);
    }

    [Fact]
    public void A_class_of_the_value_that_marks_missing_pixels_in_maps_is_numbered_otherwise()
    {
        File.WriteAllText(_folder.File("classes.json"), """{"classes": [{"value": 0, "name": "ground"}, {"value": 255, "name": "roof"}], "ignored": []}""");
        var options = Options(Pixels(bands: 3, classes: 2)) with { Normalization = Normalization.Bytes, Classes = [_folder.File("classes.json")] };
        Assert.Empty(DescribeJob.Run(options).ClassValues);
    }

    [Fact]
    public void Three_bands_one_output_and_two_dates_need_few_words()
    {
        var single = Options(Pixels(bands: 3, classes: 1)) with { Normalization = Normalization.ImageNet, Classes = TwoClasses };
        Assert.Equal(["red", "green", "blue"], DescribeJob.Run(single).Preprocessing.Bands);
        Assert.Equal(256, DescribeJob.Run(single).Preprocessing.Height);

        var stacked = Options(Pixels(bands: 6, classes: 2)) with { Task = ModelTask.ChangeDetection, Normalization = Normalization.UnitInterval };
        var facts = DescribeJob.Run(stacked);
        Assert.Equal(["unchanged", "changed"], facts.Classes);
        Assert.Equal(3, facts.Preprocessing.Bands.Count);

        var scenes = Options(_folder.File("scenes.onnx")) with { Normalization = Normalization.Symmetric, Classes = ["a", "b", "c"] };
        OnnxWriter.Write(Models.Build("lenet", new ModelOptions { Classes = 3, InputChannels = 3, Height = 28, Width = 28 }), scenes.Model);
        facts = DescribeJob.Run(scenes);
        Assert.Equal((ModelTask.SceneClassification, 28), (facts.Task, facts.Preprocessing.Height));
        Assert.Null(facts.Overlap);
    }

    [Fact]
    public void What_is_missing_or_contradicts_the_network_is_told()
    {
        var good = Options(Pixels(bands: 3, classes: 2)) with { Normalization = Normalization.Bytes, Classes = TwoClasses };
        DescribeJob.Run(good);

        Refused(good with { Normalization = null }, "--normalization imagenet");
        Refused(good with { Mean = [0f] }, "not both");
        Refused(good with { Normalization = Normalization.Dataset }, "goes by training images");
        Refused(good with { Normalization = null, Mean = [0f], StandardDeviation = [1f, 1f] }, "--std takes one number for each of the 3 bands");
        Refused(good with { Bands = ["red"] }, "takes 3 bands, and 1 are named");
        Refused(good with { Classes = null }, "tells 2 classes apart");
        Refused(good with { Classes = ["a", "b", "c"] }, "and 3 are named");
        Refused(good with { Classes = ["a", "a"] }, "Two classes are called 'a'");
        Refused(good with { Classes = ["a"] }, "two names at least");
        Refused(good with { Task = ModelTask.SceneClassification }, "not one class for each image");
        Refused(good with { Task = ModelTask.ChangeDetection }, "cannot be those of two dates");
        Refused(good with { Overlap = 2 }, "overlap");
        Refused(good with { GroundSize = -1 }, "metres");
        var scenes = Options(_folder.File("scenes.onnx")) with { Normalization = Normalization.Bytes, Classes = TwoClasses, Overlap = 0.5 };
        OnnxWriter.Write(Models.Build("lenet", new ModelOptions { Classes = 2, InputChannels = 3, Height = 28, Width = 28 }), scenes.Model);
        Refused(scenes, "--overlap");
        Refused(good with { Out = good.Model }, "names the model itself");
        Refused(Options(Pixels(bands: 5, classes: 2)) with { Normalization = Normalization.Bytes, Classes = TwoClasses }, "takes 5 bands: name them");
        Refused(
            Options(Pixels(bands: 4, classes: 2)) with { Normalization = Normalization.ImageNet, Bands = ["a", "b", "c", "d"], Classes = TwoClasses },
            "state --mean and --std");

        void Refused(DescribeOptions options, string words) =>
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => DescribeJob.Run(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_was_trained_here_speaks_for_itself()
    {
        var options = Options(Pixels(bands: 3, classes: 2)) with { Normalization = Normalization.Bytes, Classes = TwoClasses };
        var facts = DescribeJob.Run(options);
        var graph = OnnxReader.Read(options.Out);
        (facts with { Provenance = facts.Provenance with { SplitChecksum = "ab" } }).WriteTo(graph);
        OnnxWriter.Write(graph, _folder.File("trained.onnx"));

        var again = options with { Model = _folder.File("trained.onnx") };
        Assert.Contains("says itself", Assert.Throws<InvalidDataException>(() => DescribeJob.Run(again)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_lengths_are_inspected_at_a_usual_size_or_a_stated_one()
    {
        var file = Pixels(bands: 3, classes: 2);
        var usual = ModelInspection.Of(file);
        Assert.Equal(3 * 2 * 224L * 224, usual.Macs);
        Assert.Contains("224", Assert.Single(usual.CountedFor), StringComparison.Ordinal);
        Assert.Equal(3 * 2 * 10L * 20, ModelInspection.Of(file, shapes: InputShapes.Parse(["image=1,3,10,20"])).Macs);
    }

    private DescribeOptions Options(string model) => new(model, _folder.File("described.onnx"));

    // One convolution of one pixel: open batch and size, no metadata.
    private string Pixels(int bands, int classes)
    {
        var graph = new Graph("pixels");
        var shape = new Shape(Dimension.Named("n"), bands, Dimension.Named("h"), Dimension.Named("w"));
        var image = graph.AddInput("image", ElementType.Float, shape);
        var weights = graph.AddInitializer("weights", Tensor.Create<float>(new float[classes * bands], classes, bands, 1, 1));
        graph.AddOutput(graph.Apply("Conv", "logits", image, weights));
        var path = _folder.File($"pixels-{bands}-{classes}.onnx");
        OnnxWriter.Write(graph, path);
        return path;
    }
}
