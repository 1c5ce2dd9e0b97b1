using Skylite.Graphs;
using Skylite.Imagery;
using Skylite.Inference;
using Skylite.Inference.Augmentation;
using Skylite.Inference.Scenes;
using Skylite.Tests.Native.OnnxRuntime;
using Skylite.Tests.Native.Quantization;

namespace Skylite.Tests.Native.Inference;

public sealed class ModelSessionTests
{
    private static readonly Preprocessing Normalisation = Preprocessing.ImageNet(32, 32);

    [Fact]
    public void Metadata_of_the_model_is_read()
    {
        var graph = SmallNetworks.Residual();
        graph.Metadata[Preprocessing.MetadataKey] = Normalisation.ToJson();
        graph.Metadata[ModelSession.ClassesKey] = """["a","b","c","d","e","f","g","h","i","Straße"]""";
        using var model = new ModelSession(Source(graph));

        Assert.Equal(Normalisation, model.Preprocessing);
        Assert.Equal("Straße", model.Classes[9]);
        Assert.Equal("input", model.Input.Name);
        Assert.Equal("logits", model.Output.Name);
    }

    [Fact]
    public void Missing_metadata_is_told_and_can_be_given()
    {
        using var bare = new ModelSession(Source(SmallNetworks.Residual()));
        Assert.False(bare.HasClasses);
        Assert.Contains(
            "does not say how its input is normalised", Assert.Throws<InvalidDataException>(() => bare.Preprocessing).Message, StringComparison.Ordinal);
        Assert.Contains("does not name its classes", Assert.Throws<InvalidDataException>(() => bare.Classes).Message, StringComparison.Ordinal);

        var given = new ModelSessionOptions { Preprocessing = Normalisation, Classes = [.. "abcdefghij".Select(c => c.ToString())] };
        using var model = new ModelSession(Source(SmallNetworks.Residual()), given);
        Assert.Same(Normalisation, model.Preprocessing);
        Assert.Equal("c", model.Classes[2]);
    }

    [Fact]
    public void Metadata_that_contradicts_the_network_is_refused()
    {
        var source = Source(SmallNetworks.Residual());
        var fourBands = Normalisation with { Bands = ["b", "g", "r", "n"], Mean = [0, 0, 0, 0], StandardDeviation = [1, 1, 1, 1] };

        Assert.Contains(
            "3 channels",
            Assert.Throws<InvalidDataException>(() => new ModelSession(source, new ModelSessionOptions { Preprocessing = fourBands })).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "10 outputs",
            Assert.Throws<InvalidDataException>(() => new ModelSession(source, new ModelSessionOptions { Classes = ["a", "b"] })).Message,
            StringComparison.Ordinal);

        var broken = SmallNetworks.Residual();
        broken.Metadata[ModelSession.ClassesKey] = "{}";
        Assert.Throws<InvalidDataException>(() => new ModelSession(Source(broken)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Predictions_are_the_models_own_whatever_batch_it_was_exported_with(int exportedBatch)
    {
        var data = new NoiseBatches(batches: 2, batchSize: 5);
        var expected = OptimizedGraph.Run(SmallNetworks.Residual(), data);
        var graph = SmallNetworks.Residual();
        if (exportedBatch > 0)
        {
            graph.Inputs[0].Shape = graph.Inputs[0].Shape!.With(0, exportedBatch);
            graph.Outputs[0].Shape = graph.Outputs[0].Shape!.With(0, exportedBatch);
        }

        using var model = new ModelSession(Source(graph));
        var predictions = Predictions.Run(model, data);

        Assert.Equal(10, predictions.Count);
        Assert.Equal(10, predictions.ClassCount);
        Assert.Equal([0, 1, 2, 3, 4, 0, 1, 2, 3, 4], predictions.Labels);
        for (var i = 0; i < 10; i++)
        {
            var probabilities = expected[(i * 10)..((i + 1) * 10)];
            Probabilities.Softmax(probabilities, 10);
            for (var k = 0; k < 10; k++)
            {
                Assert.Equal(probabilities[k], predictions.Probabilities(i)[k], 1e-5);
            }

            Assert.Equal(1, predictions.Probabilities(i).Sum(), 1e-5);
            Assert.Equal(predictions.Predicted(i), Array.IndexOf(predictions.Probabilities(i), predictions.Probabilities(i).Max()));
        }

        var right = Enumerable.Range(0, 10).Count(i => predictions.Predicted(i) == i % 5);
        Assert.Equal(right / 10.0, predictions.OverallAccuracy);
    }

    [Fact]
    public void Probabilities_of_a_network_that_gives_them_are_its_answers()
    {
        var data = new NoiseBatches(batches: 1, batchSize: 5);
        var graph = SmallNetworks.Residual();
        using var plain = new ModelSession(Source(graph));
        var logits = graph.Outputs[0];
        graph.RemoveOutput(logits);
        graph.AddOutput(graph.Apply("Softmax", "probabilities", logits));
        graph.Outputs[0].Type = ElementType.Float;
        using var soft = new ModelSession(Source(graph));

        var (expected, actual) = (Predictions.Run(plain, data), Predictions.Run(soft, data));

        Assert.All(Enumerable.Range(0, 5), i => Assert.All(expected.Probabilities(i).Zip(actual.Probabilities(i)), p => Assert.Equal(p.First, p.Second, 1e-5)));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData("Sigmoid", false)]
    [InlineData("Sigmoid", true)]
    public void One_number_stands_for_two_classes(string? last, bool isAugmented)
    {
        var data = new NoiseBatches(batches: 1, batchSize: 5);
        var graph = new Graph("yes");
        var x = graph.AddInput("x", ElementType.Float, new Shape(Dimension.Named("N"), 3, 32, 32));
        var weights = graph.AddInitializer("weights", Tensor.Create<float>([20, -40, 20], 1, 3, 1, 1));
        var yes = graph.Apply("GlobalAveragePool", "yes", graph.Apply("Conv", "conv", x, weights));
        graph.AddOutput(yes);
        yes.Type = ElementType.Float;
        var logits = OptimizedGraph.Run(graph, data);
        if (last is not null)
        {
            graph.RemoveOutput(yes);
            graph.AddOutput(graph.Apply(last, "last", yes));
            graph.Outputs[0].Type = ElementType.Float;
        }

        using var model = new ModelSession(Source(graph));
        var views = isAugmented ? AugmentedRun.Of(TestTimeAugmentation.Named("flips"), model.Answers) : null;
        var predictions = Predictions.Run(model, data, views: views);

        Assert.Equal(2, predictions.ClassCount);
        Assert.Equal(2, Enumerable.Range(0, 5).Select(predictions.Predicted).Distinct().Count());
        for (var i = 0; i < 5; i++)
        {
            var probability = 1 / (1 + Math.Exp(-logits[i]));
            Assert.Equal(probability, predictions.Probabilities(i)[1], 1e-4);
            Assert.Equal(1 - probability, predictions.Probabilities(i)[0], 1e-4);
        }
    }

    [Fact]
    public void Images_of_other_bands_than_the_model_takes_are_refused()
    {
        using var model = new ModelSession(Source(SmallNetworks.Residual()));

        Assert.Contains(
            "takes 3 channels",
            Assert.Throws<InvalidDataException>(() => Predictions.Run(model, new NoiseBatches(channels: 6))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_classifier_is_refused()
    {
        var graph = new Graph("image-to-image");
        var x = graph.AddInput("x", ElementType.Float, new Shape(Dimension.Named("N"), 3, 32, 32));
        graph.AddOutput(graph.Apply("Relu", "y", x));
        graph.Outputs[0].Type = ElementType.Float;
        using var model = new ModelSession(Source(graph));

        Assert.Contains(
            "is not a classifier", Assert.Throws<InvalidDataException>(() => Predictions.Run(model, new NoiseBatches())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_that_are_not_numbers_are_refused()
    {
        var graph = new Graph("roots");
        var x = graph.AddInput("x", ElementType.Float, new Shape(Dimension.Named("N"), 3, 32, 32));
        graph.AddOutput(graph.Apply("Sqrt", "y", graph.Apply("GlobalAveragePool", "mean", x)));
        graph.Outputs[0].Type = ElementType.Float;
        using var model = new ModelSession(Source(graph));

        var error = Assert.Throws<InvalidDataException>(() => Predictions.Run(model, new NoiseBatches()));
        Assert.Contains("NaN", error.Message, StringComparison.Ordinal);
        Assert.Contains("sample ", error.Message, StringComparison.Ordinal);
    }

    private static ModelSource Source(Graph graph) => ModelSource.FromBytes(graph.Bytes(), graph.Name);
}
