using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Imagery;
using Skylite.Imagery.Splits;
using Skylite.Tests.Native.Training;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Workbench;

public sealed class EnsembleJobTests : IDisposable
{
    private const int Side = 32;
    private static readonly Preprocessing Centred = new()
    {
        Bands = ["red", "green", "blue"],
        Mean = [0.5f, 0.4f, 0.3f],
        StandardDeviation = [0.2f, 0.25f, 0.3f],
        Height = Side,
        Width = Side,
    };

    private static readonly Preprocessing Bytes = Centred with { Scale = 1, Units = "digital-number", Mean = [100, 90, 80], StandardDeviation = [50, 60, 70] };

    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-ensemble-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("lenet", ModelTask.SceneClassification)]
    [InlineData("light-siamese", ModelTask.ChangeDetection)]
    public void The_ensemble_answers_with_the_mean_and_gives_each_model_its_own_normalisation(string architecture, ModelTask task)
    {
        var (a, b) = (Write("a", Centred, architecture, task, seed: 1), Write("b", Bytes, architecture, task, seed: 2));

        EnsembleJob.Run([a, b], In("both"));

        var ensemble = OnnxReader.Read(In("both"));
        var raw = ensemble.Inputs.Select((_, i) => OrtOracle.Noise(7 + i, 2, 3, Side, Side)).ToArray();
        float[] Answer(string file, Preprocessing form)
        {
            var graph = OnnxReader.Read(file);
            return OrtOracle.RunOrt(graph, graph.Inputs.Zip(raw).ToDictionary(p => p.First.Name, p => Normalized(p.Second, form)))[0];
        }

        float[] mean = [.. Answer(a, Centred).Zip(Answer(b, Bytes), (x, y) => (x + y) / 2)];
        OrtOracle.AssertClose(mean, Answer(In("both"), Centred), 1e-4, "mean");
        OrtOracle.AssertSame(ensemble, ensemble.Inputs.Zip(raw).ToDictionary(p => p.First.Name, p => p.Second));
        var facts = ModelFacts.Require(ensemble, "both");
        Assert.Equal(Centred.Mean, facts.Preprocessing.Mean);
        Assert.Equal(2, facts.Provenance.Parents.Count);
        Assert.Equal("one", facts.Provenance.SplitChecksum);
    }

    [Fact]
    public void Models_of_imagery_that_marks_missing_pixels_by_no_number_answer_together()
    {
        var form = Centred with { NoData = double.NaN };

        EnsembleJob.Run(
            [Write("a", form, "lenet", ModelTask.SceneClassification, seed: 1), Write("b", form, "lenet", ModelTask.SceneClassification, seed: 2)], In("both"));

        Assert.True(File.Exists(In("both")));
    }

    // Softmax of the logits that a student is held against gives the teacher's probabilities again.
    [Fact]
    public void A_mean_of_probabilities_teaches_by_its_logarithms()
    {
        string[] files = [.. new[] { 1, 2 }.Select(seed => Softened(Write($"p{seed}", Centred, "lenet", ModelTask.SceneClassification, seed)))];
        EnsembleJob.Run(files, In("both"));
        var ensemble = OnnxReader.Read(In("both"));
        ShapeInference.Run(ensemble);
        var feeds = new Dictionary<string, Tensor> { [ensemble.Inputs[0].Name] = OrtOracle.Noise(3, 2, 3, Side, Side) };
        var mean = OrtOracle.RunOrt(ensemble, feeds)[0];

        TrainableAnswers.MakeLogits(ensemble, "both.onnx");
        var logits = OrtOracle.RunOrt(ensemble, feeds)[0];

        float[] back =
            [.. Enumerable.Range(0, logits.Length).Select(i => MathF.Exp(logits[i]) / (MathF.Exp(logits[i - (i % 2)]) + MathF.Exp(logits[i - (i % 2) + 1])))];
        OrtOracle.AssertClose(mean, back, 1e-5, "probabilities");
        Assert.Contains(
            "wants logits",
            Assert.Throws<InvalidDataException>(() => TrainableAnswers.Require(OnnxReader.Read(In("both")), "both.onnx")).Message,
            StringComparison.Ordinal);
        TrainableAnswers.Require(OnnxReader.Read(files[0]), files[0]);
    }

    [Fact]
    public void Models_that_cannot_answer_together_are_refused_by_name()
    {
        var first = Write("first", Centred, "lenet", ModelTask.SceneClassification, seed: 1);
        var bands = Write("bands", Centred with { Bands = ["nir", "red", "green"] }, "lenet", ModelTask.SceneClassification, seed: 1);
        var classes = Write("classes", Centred, "lenet", ModelTask.SceneClassification, seed: 1, "woods", "fields", "water");

        Assert.Contains("bands.onnx", Refused<InvalidDataException>(first, bands), StringComparison.Ordinal);
        Assert.Contains("their classes are woods", Refused<InvalidDataException>(first, classes), StringComparison.Ordinal);
        var task = Write("task", Centred, "fc-ef", ModelTask.ChangeDetection, seed: 1);
        Assert.Contains("their tasks are change-detection and scene-classification", Refused<InvalidDataException>(first, task), StringComparison.Ordinal);
        Assert.Contains("two models", Refused<ArgumentException>(first), StringComparison.Ordinal);
        Assert.False(File.Exists(In("none")));
        Assert.Throws<ArgumentException>(() => EnsembleJob.Run([first, bands], bands));
    }

    [Fact]
    public void Models_of_different_splits_claim_none()
    {
        var a = Write("a", Centred, "lenet", ModelTask.SceneClassification, seed: 1);
        var graph = OnnxReader.Read(a);
        var facts = ModelFacts.Require(graph, a);
        (facts with { Provenance = facts.Provenance with { SplitChecksum = "another" } }).WriteTo(graph);
        OnnxWriter.Write(graph, In("b"));

        EnsembleJob.Run([a, In("b")], In("both"));

        var joined = ModelFacts.Require(OnnxReader.Read(In("both")), "both").Provenance;
        Assert.Equal((null, null), (joined.SplitChecksum, joined.Split));
    }

    private string In(string name) => Path.Combine(_folder, $"{name}.onnx");

    private string Refused<T>(params string[] files)
        where T : Exception => Assert.Throws<T>(() => EnsembleJob.Run(files, In("none"))).Message;

    private string Write(string name, Preprocessing form, string architecture, ModelTask task, int seed, params string[] classes)
    {
        var named = classes.Length > 0 ? classes : ["woods", "fields"];
        var graph = Models.Build(architecture, new ModelOptions { Classes = named.Length, Seed = seed }.WithSize(Side));
        var provenance = new Provenance { Architecture = architecture, SplitChecksum = "one", Split = new SplitOptions() };
        new ModelFacts(form, named, provenance) { Task = task }.WriteTo(graph);
        OnnxWriter.Write(graph, In(name));
        return In(name);
    }

    private static string Softened(string file)
    {
        var graph = OnnxReader.Read(file);
        var logits = graph.Outputs[0];
        graph.RemoveOutput(logits);
        var probabilities = graph.Apply("Softmax", "probabilities", logits);
        probabilities.Producer!.Attributes.Set("axis", 1L);
        (probabilities.Type, probabilities.Shape) = (logits.Type, logits.Shape);
        graph.AddOutput(probabilities);
        OnnxWriter.Write(graph, file);
        return file;
    }

    private static Tensor Normalized(Tensor raw, Preprocessing form)
    {
        var values = raw.ToSingle();
        var plane = Side * Side;
        for (var i = 0; i < values.Length; i++)
        {
            var band = i / plane % 3;
            values[i] = ((values[i] * form.Scale) - form.Mean[band]) / form.StandardDeviation[band];
        }

        return Tensor.Create<float>(values, raw.Dimensions);
    }
}
