using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Imagery;
using Skylite.Imagery.Maps;
using Skylite.Inference.Augmentation;
using Skylite.Inference.Scenes;
using Skylite.Native.Gdal;
using Skylite.Native.OnnxRuntime;
using Skylite.Tests.Native.Maps;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Inference;

public sealed class TestTimeAugmentationTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private const int Side = MapPlayground.Tile;
    private const int Classes = 3;
    private const int Bands = 2;

    [Fact]
    public void Eight_views_are_the_turns_and_flips_of_a_square()
    {
        float[] square = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        var views = TestTimeAugmentation.FlipsAndTurns.Views.Select(v => Laid(v, square, 3, 3)).ToArray();

        // By quarter turns of a list of rows, and their mirror images.
        float[][] expected = [square, Turned(square), Turned(Turned(square)), Turned(Turned(Turned(square)))];
        expected = [.. expected, .. expected.Select(e => (float[])[e[2], e[1], e[0], e[5], e[4], e[3], e[8], e[7], e[6]])];
        Assert.Equal(expected.Select(e => string.Join(' ', e)).Order(), views.Select(v => string.Join(' ', v)).Order());
        Assert.Equal(square, views[0]);
        Assert.Equal([.. TestTimeAugmentation.Flips.Views], TestTimeAugmentation.FlipsAndTurns.Views.Take(4));
    }

    [Fact]
    public void Flipped_images_of_any_shape_come_back_to_where_they_were()
    {
        var image = Enumerable.Range(0, 2 * 3 * 5).Select(i => (float)i).ToArray();
        foreach (var view in TestTimeAugmentation.Flips.Views)
        {
            var back = new float[image.Length];
            view.AddBack(Laid(view, image, 3, 5), back, 3, 5);
            Assert.Equal(image, back);
        }

        Assert.Contains("square", Assert.Throws<ArgumentException>(() => TestTimeAugmentation.FlipsAndTurns.Require(3, 5)).Message, StringComparison.Ordinal);
        Assert.Contains("flips-and-turns", Assert.Throws<ArgumentException>(() => TestTimeAugmentation.Named("rotations")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flips", false)]
    [InlineData("flips-and-turns", false)]
    [InlineData("flips-and-turns", true)]
    public void Probabilities_of_all_views_are_averaged(string id, bool answersWithProbabilities)
    {
        using var session = new InferenceSession(OnnxWriter.ToBytes(Network(answersWithProbabilities)));
        var augmentation = TestTimeAugmentation.Named(id);
        var image = Image();

        using var answer = AugmentedRun.Of(augmentation, answersWithProbabilities ? AnswerKind.Probabilities : AnswerKind.Logits)
            .Run([image], Side, Side, view => Ask(session, view[0]));

        var expected = Averaged(augmentation, image);
        var found = answer[0].GetTensorDataAsSpan<float>().ToArray();
        Assert.All(expected.Index(), e => Assert.Equal(e.Item, found[e.Index], 1e-5));
        using var single = Ask(session, image);
        Assert.Contains(found.Zip(single[0].GetTensorDataAsSpan<float>().ToArray()), p => Math.Abs(p.First - p.Second) > 0.05);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("flips")]
    [InlineData("flips-and-turns")]
    public void A_map_is_made_of_averaged_probabilities_and_says_so(string id)
    {
        var model = playground.In($"lopsided-{id}.onnx");
        OnnxWriter.Write(Network(false), model);
        var image = Image();
        var scene = playground.Scene(
            $"lopsided-{id}.tif", MapPlayground.Spec(Side, Side, Bands, "red", "green"), (b, y, x) => Math.Round(100 * image[(((b * Side) + y) * Side) + x]));
        var output = playground.In($"lopsided-map-{id}.tif");
        var augmentation = TestTimeAugmentation.Named(id);

        var map = InferJob.Run(new InferOptions
        {
            Model = model,
            Scenes = [scene],
            Out = output,
            Probability = MapProbability.All,
            Augmentation = augmentation,
        }).Maps[0];

        var expected = Averaged(augmentation, [.. image.Select(v => (float)(Math.Round(100 * v) * 0.01))]);
        for (var c = 0; c < Classes; c++)
        {
            Assert.All(
                MapPlayground.Pixels(MapWriter.ProbabilityFile(output), c + 1).Index(),
                p => Assert.Equal(255 * expected[(c * Side * Side) + p.Index], p.Item, 1.01));
        }

        using var written = GdalDataset.Open(output);
        Assert.Equal(augmentation.ToString(), written.Metadata()["SKYLITE_TTA"]);
        Assert.Equal(id == "none" ? null : id, map.TestTimeAugmentation);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("flips")]
    public void Doubt_about_the_answers_is_said_once_however_many_runs_there_are(string id)
    {
        const int Larger = 9 * Side;
        var model = playground.In($"doubtful-{id}.onnx");
        OnnxWriter.Write(Network(true), model);
        var scene = playground.Scene($"doubtful-{id}.tif", MapPlayground.Spec(Larger, Larger, Bands, "red", "green"), (_, y, x) => 50 + ((x * y) % 40));

        var map = InferJob.Run(new InferOptions
        {
            Model = model,
            Scenes = [scene],
            Out = playground.In($"doubtful-map-{id}.tif"),
            Answers = AnswerKind.Logits,
            Augmentation = TestTimeAugmentation.Named(id),
            Threads = 4,
            Batch = 1,
        }).Maps[0];

        Assert.Single(map.Notes, n => n.Contains("taken for logits", StringComparison.Ordinal));
    }

    private static float[] Averaged(TestTimeAugmentation augmentation, float[] image)
    {
        using var session = new InferenceSession(OnnxWriter.ToBytes(Network(true)));
        var sum = new float[Classes * Side * Side];
        foreach (var view in augmentation.Views)
        {
            using var answer = Ask(session, Laid(view, image, Side, Side));
            view.AddBack(answer[0].GetTensorDataAsSpan<float>(), sum, Side, Side);
        }

        return [.. sum.Select(v => v / augmentation.Views.Count)];
    }

    private static float[] Image()
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, Bands * Side * Side).Select(_ => (float)(random.NextDouble() * 2))];
    }

    private static float[] Laid(Symmetry view, float[] image, int height, int width)
    {
        var result = new float[image.Length];
        view.Apply(image, result, height, width);
        return result;
    }

    private static float[] Turned(float[] s) => [s[6], s[3], s[0], s[7], s[4], s[1], s[8], s[5], s[2]];

    private static OrtOutputs Ask(InferenceSession session, Memory<float> image)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(image, [1, Bands, Side, Side]);
        return session.Run(new Dictionary<string, OrtValue> { ["input"] = input });
    }

    // A convolution that looks up and to the left, so that no two views agree.
    private static Graph Network(bool withSoftmax)
    {
        var graph = new Graph("lopsided");
        var input = graph.AddInput("input", ElementType.Float, new Shape(Dimension.Named("batch"), Bands, Side, Side));
        var weights = Enumerable.Range(0, Classes * Bands * 9).Select(i => i % 9 < 5 ? (float)Math.Sin(i * i) : 0).ToArray();
        var output = graph.Apply("Conv", "logits", input, graph.AddInitializer("weights", Tensor.Create<float>(weights, Classes, Bands, 3, 3)));
        output.Producer!.Attributes.Set("pads", (long[])[1, 1, 1, 1]);
        if (withSoftmax)
        {
            output = graph.Apply("Softmax", "probabilities", output);
            output.Producer!.Attributes.Set("axis", 1);
        }

        graph.AddOutput(output);
        new ModelFacts(
            new Preprocessing { Bands = ["red", "green"], Scale = 0.01f, Mean = [0, 0], StandardDeviation = [1, 1], Height = Side, Width = Side },
            ["a", "b", "c"],
            new Provenance { Architecture = "lopsided" })
        {
            Task = ModelTask.SemanticSegmentation,
        }.WriteTo(graph);
        return graph;
    }
}
