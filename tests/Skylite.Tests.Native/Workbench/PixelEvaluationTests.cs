using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Splits;
using Skylite.Inference;
using Skylite.Inference.Augmentation;
using Skylite.Inference.Scenes;
using Skylite.Tests.Native.OnnxRuntime;
using Skylite.Tests.Native.Torch;
using Skylite.Training.Metrics;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Exports;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Workbench;

[Collection(TorchAlone.Name)]
public sealed class PixelEvaluationTests(PixelRuns runs) : IClassFixture<PixelRuns>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Answers_that_are_not_numbers_are_no_class(int broken)
    {
        var graph = new Graph("broken");
        var x = graph.AddInput("image", ElementType.Float, new Shape(Dimension.Named("batch"), 3, 16, 16));
        var weights = new float[6];
        weights[3 * broken] = float.NaN;
        graph.AddOutput(graph.Apply("Conv", "logits", x, graph.AddInitializer("weights", Tensor.Create<float>(weights, 2, 3, 1, 1))));
        graph.Outputs[0].Type = ElementType.Float;
        using var model = new ModelSession(ModelSource.FromBytes(graph.Bytes(), "broken.onnx"));
        using var data = TaskData.Open(new DataRequest("broken.onnx", ModelTask.SemanticSegmentation, runs.Data("single") with { Size = 16 }));

        var error = Assert.Throws<InvalidDataException>(() => PixelEvaluation.Run(model, data.Batches(SplitPart.Test, 2), data.Facts));

        Assert.Contains("'broken.onnx'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"class {broken} of pixel (0, 0)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_parts_together_count_every_sample_once()
    {
        EvalFigures Of(SplitPart? part) => EvalJob.Run(
            new EvalOptions(runs.Segmentation, split => runs.Data("single") with { Split = split! }) { Part = part });
        EvalFigures[] parts = [.. Enum.GetValues<SplitPart>().Select(p => Of(p))];

        var all = Of(null);

        Assert.Equal("all", all.Part);
        Assert.Equal(parts.Sum(p => p.Samples), all.Samples);
        Assert.Equal(
            all.Figures.Confusion.SelectMany(row => row),
            parts.Select(p => p.Figures.Confusion.SelectMany(row => row)).Aggregate((a, b) => a.Zip(b, (x, y) => x + y)));
        Assert.Contains(all.Notes, n => n.Contains("trained the model", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pairs")]
    [InlineData("single")]
    public void The_variant_for_one_stacked_image_gives_the_figures_of_the_model(string folder)
    {
        var file = folder == "pairs" ? runs.Change : runs.Segmentation;
        var graph = OnnxReader.Read(file);
        var facts = ModelFacts.Require(graph, file);
        OnnxWriter.Write(DeepnessExport.Make(graph, facts, pixelSize: 1), runs.In($"{folder}-stacked.onnx"));
        using var data = TaskData.Open(new DataRequest(file, facts.Task, runs.Data(folder)) { Given = facts.Preprocessing });

        var expected = ModelEvaluation.Run(file, data, SplitPart.Test, new EvaluationSettings());
        var stacked = ModelEvaluation.Run(runs.In($"{folder}-stacked.onnx"), data, SplitPart.Test, new EvaluationSettings());
        var turned = ModelEvaluation.Run(
            runs.In($"{folder}-stacked.onnx"), data, SplitPart.Test, new EvaluationSettings { Augmentation = TestTimeAugmentation.Named("flips") });

        Assert.Equal(expected.Confusion, stacked.Confusion);
        Assert.Equal(
            ModelEvaluation.Run(file, data, SplitPart.Test, new EvaluationSettings { Augmentation = TestTimeAugmentation.Named("flips") }).Confusion,
            turned.Confusion);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_fixed_batch_is_served_by_splitting_and_padding(int tiles)
    {
        using var data = TaskData.Open(new DataRequest("pixel.onnx", ModelTask.SemanticSegmentation, runs.Data("single") with { Size = 16 }));

        Assert.Equal(Count(Brightness(2, null), data, 4), Count(Brightness(2, null, tiles), data, 4));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Sigmoid")]
    public void One_number_for_two_classes_is_the_second_of_them(string? last)
    {
        using var data = TaskData.Open(new DataRequest("pixel.onnx", ModelTask.SemanticSegmentation, runs.Data("single") with { Size = 16 }));
        var kind = last is null ? AnswerKind.Logits : AnswerKind.Probabilities;

        var expected = Count(Brightness(2, null), data, 2);
        Assert.All(expected, row => Assert.True(row.Sum() > 0));
        Assert.Equal(expected, Count(Brightness(1, last), data, 2));
        Assert.Equal(expected, Count(Brightness(1, last), data, 2, AugmentedRun.Of(TestTimeAugmentation.Named("flips"), kind)));
    }

    [Theory]
    [InlineData(0.25, "none", null)]
    [InlineData(0.6, "none", 0.4)]
    [InlineData(0.5, "flips", null)]
    public void Blended_figures_are_those_of_the_maps(double overlap, string views, double? threshold)
    {
        using var data = (DenseData)TaskData.Open(new DataRequest(runs.Segmentation, ModelTask.SemanticSegmentation, runs.Data("single"))
        {
            Given = ModelFacts.Require(OnnxReader.Read(runs.Segmentation), runs.Segmentation).Preprocessing,
        });
        var expected = new ConfusionMatrix(2);
        foreach (var sample in data.Store(SplitPart.Test).Samples)
        {
            var map = InferJob.Run(new InferOptions
            {
                Model = runs.Segmentation,
                Scenes = [sample.Dates[0].ToString()],
                Out = runs.In("maps", $"{overlap}-{views}-{Path.GetFileNameWithoutExtension(sample.Mask)}.tif"),
                Overlap = overlap,
                Augmentation = TestTimeAugmentation.Named(views),
                Threshold = threshold,
            }).Maps[0];
            expected.Add([.. Maps.MapPlayground.Pixels(sample.Mask).Select(p => (int)p)], [.. Maps.MapPlayground.Pixels(map.Files[0]).Select(p => (int)p)]);
        }

        var figures = ModelEvaluation.Run(
            runs.Segmentation,
            data,
            SplitPart.Test,
            new EvaluationSettings { Overlap = overlap, Augmentation = TestTimeAugmentation.Named(views), Threshold = threshold });

        Assert.Equal(expected.ToRows(), figures.Confusion);
        Assert.Equal(overlap, figures.Overlap);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(48)]
    public void Every_labelled_pixel_is_counted_once_however_tiles_overlap(int side)
    {
        using var data = (DenseData)TaskData.Open(new DataRequest("pixel.onnx", ModelTask.SemanticSegmentation, runs.Data("single") with { Size = side }));
        var file = runs.In($"brightness-{side}.onnx");
        OnnxWriter.Write(Brightness(2, null, side: side), file);

        // The network looks at one pixel, so blending cannot change its answers.
        var expected = ModelEvaluation.Run(file, data, SplitPart.Train, new EvaluationSettings());
        Assert.Equal(expected.Confusion, ModelEvaluation.Run(file, data, SplitPart.Train, new EvaluationSettings { Overlap = 0.4 }).Confusion);
    }

    [Fact]
    public void An_overlap_is_a_share_of_tiles_of_pixels()
    {
        using var data = TaskData.Open(new DataRequest(runs.Segmentation, ModelTask.SemanticSegmentation, runs.Data("single"))
        {
            Given = ModelFacts.Require(OnnxReader.Read(runs.Segmentation), runs.Segmentation).Preprocessing,
        });
        var settings = new EvaluationSettings { Overlap = 0.95 };
        var error = Assert.Throws<ArgumentException>(() => ModelEvaluation.Run(runs.Segmentation, data, SplitPart.Test, settings));
        Assert.Contains("0 to 0.9", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void A_threshold_means_the_same_however_a_model_answers(double threshold)
    {
        using var data = TaskData.Open(new DataRequest("pixel.onnx", ModelTask.SemanticSegmentation, runs.Data("single") with { Size = 16 }));
        var usual = Count(Brightness(2, null), data, 2).Sum(row => row[1]);

        var expected = Count(Brightness(2, null), data, 2, threshold: threshold);

        Assert.Equal(threshold.CompareTo(0.5), usual.CompareTo(expected.Sum(row => row[1])));
        Assert.Equal(expected, Count(Brightness(2, "Softmax"), data, 2, threshold: threshold));
        Assert.Equal(expected, Count(Brightness(1, null), data, 2, threshold: threshold));
        Assert.Equal(expected, Count(Brightness(1, "Sigmoid"), data, 2, threshold: threshold));
        Assert.Equal(expected, Count(Brightness(2, null), data, 2, AugmentedRun.Of(TestTimeAugmentation.Named("flips"), AnswerKind.Logits), threshold));
    }

    [Fact]
    public void A_model_of_another_number_of_dates_is_refused()
    {
        using var pairs = TaskData.Open(new DataRequest("pixel.onnx", ModelTask.ChangeDetection, runs.Data("pairs") with { Size = 16 }));
        using var single = TaskData.Open(new DataRequest("pixel.onnx", ModelTask.SemanticSegmentation, runs.Data("single") with { Size = 16 }));
        var stacked = Brightness(2, null, bands: 6);

        Assert.Contains(
            "takes 1 images, the data has 2 dates",
            Assert.Throws<InvalidDataException>(() => Count(Brightness(2, null), pairs, 2)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "takes 2 images, the data has 1 dates", Assert.Throws<InvalidDataException>(() => Count(stacked, single, 2)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "takes 4 channels", Assert.Throws<InvalidDataException>(() => Count(Brightness(2, null, bands: 4), single, 2)).Message, StringComparison.Ordinal);
    }

    // The second class where the first band is above the mean.
    private static Graph Brightness(int outputs, string? last, int tiles = 0, int bands = 3, int side = 16)
    {
        var graph = new Graph("brightness");
        var x = graph.AddInput("image", ElementType.Float, new Shape(tiles > 0 ? tiles : Dimension.Named("batch"), bands, side, side));
        var weights = new float[outputs * bands];
        weights[(outputs - 1) * bands] = 1;
        var answer = graph.Apply("Conv", "answer", x, graph.AddInitializer("weights", Tensor.Create<float>(weights, outputs, bands, 1, 1)));
        graph.AddOutput(last is null ? answer : graph.Apply(last, "last", answer));
        if (last == "Softmax")
        {
            graph.Outputs[0].Producer!.Attributes.Set("axis", 1L);
        }

        graph.Outputs[0].Type = ElementType.Float;
        return graph;
    }

    private static int[][] Count(Graph graph, ITaskData data, int batch, AugmentedRun? views = null, double? threshold = null)
    {
        using var model = new ModelSession(ModelSource.FromBytes(graph.Bytes(), "pixel.onnx"));
        var matrix = PixelEvaluation.Run(model, data.Batches(SplitPart.Train, batch), data.Facts, views, new ClassDecision(threshold));
        return [.. Enumerable.Range(0, 2).Select(row => Enumerable.Range(0, 2).Select(column => (int)matrix[row, column]).ToArray())];
    }
}
