using Skylite.Compression.Quantization;
using Skylite.Imagery.Loading;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Quantization;

public sealed class ZooQuantizationTests
{
    // Deeper variants of the same blocks would only take longer.
    public static TheoryData<string> Ids =>
        [.. Models.All.Where(m => m.Task == ModelTask.SceneClassification).Select(m => m.Id).Except(["vgg11", "vgg16", "vgg16-bn", "resnet34", "resnet101"])];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_convolution_of_the_zoo_fuses(string id)
    {
        var model = Models.Find(id);
        var side = id == "lenet" ? 32 : 64;
        var graph = model.Build(model.Defaults.WithSize(side) with { Classes = 10, WidthMultiplier = 0.25 });
        var data = new NoiseBatches(batches: 1, batchSize: 2, channels: model.Defaults.InputChannels, size: side);
        var result = StaticQuantization.Run(graph, OptimizedGraph.Source(data));
        var operators = OptimizedGraph.Operators(result.Graph);

        Assert.Empty(result.KeptFloat);
        Assert.Equal(graph.Nodes.Count(n => n.OpType == "Conv"), operators["QLinearConv"]);
        Assert.Equal(graph.Nodes.Count(n => n.OpType == "Gemm"), operators.GetValueOrDefault("QGemm"));
        Assert.DoesNotContain(operators.Keys, o => o is "Conv" or "FusedConv" or "Gemm" or "Relu" or "Clip" or "Add" or "BatchNormalization");

        // One at the input, one behind an adaptive pooling to a larger grid (small images in
        // VGG and AlexNet), which stays float as the last pooling of SqueezeNet does.
        Assert.InRange(operators["QuantizeLinear"], 1, id.StartsWith("vgg", StringComparison.Ordinal) || id == "alexnet" ? 2 : 1);
        Assert.InRange(operators.GetValueOrDefault("DequantizeLinear"), 0, 1);
        Assert.InRange(OptimizedGraph.Sqnr(OptimizedGraph.Run(graph, data), OptimizedGraph.Run(result.Graph, data)), 8, 100);
    }

    public static TheoryData<string> DenseIds =>
    [
        .. Models.All.Where(m => m.Task != ModelTask.SceneClassification)
            .Select(m => m.Id)
            .Except(["fcn-resnet101", "deeplabv3-resnet50", "deeplabv3-resnet101"]),
    ];

    [Theory]
    [MemberData(nameof(DenseIds))]
    public void Every_network_for_pixels_stays_what_it_is_in_integers(string id)
    {
        var model = Models.Find(id);
        var graph = model.Build(model.Defaults.WithSize(64) with { Classes = 2, WidthMultiplier = 0.5 });
        IBatchSource data = model.Task == ModelTask.ChangeDetection ? new NoisePairs(64) : new NoiseBatches(batches: 1, batchSize: 2, channels: 3, size: 64);
        var result = StaticQuantization.Run(graph, OptimizedGraph.Source(data));

        var convolutions = graph.Nodes.Count(n => n.OpType == "Conv");
        Assert.InRange(OptimizedGraph.Operators(result.Graph)["QLinearConv"], (int)(0.8 * convolutions), int.MaxValue);
        // The answers of fresh networks are small differences of large numbers; a mistake leaves nothing of them.
        Assert.InRange(OptimizedGraph.Sqnr(OptimizedGraph.Run(graph, data), OptimizedGraph.Run(result.Graph, data)), 4, 100);
    }

    [Fact]
    public void The_light_network_for_pixels_computes_in_integers_but_for_its_ends_and_interpolation()
    {
        var graph = Models.Build("light-unet", new ModelOptions { Classes = 2, Seed = 1 }.WithSize(64));
        var data = new NoiseBatches(batches: 1, batchSize: 2, channels: 3, size: 64);
        var result = StaticQuantization.Run(graph, OptimizedGraph.Source(data));
        var operators = OptimizedGraph.Operators(result.Graph);

        Assert.Equal(["head"], result.KeptFloat);
        Assert.Equal(graph.Nodes.Count(n => n.OpType == "Conv") - 1, operators["QLinearConv"]);
        Assert.Equal(graph.Nodes.Count(n => n.OpType == "Concat"), operators["QLinearConcat"]);
        Assert.Equal(1, operators["Conv"]);
        Assert.DoesNotContain(operators.Keys, o => o is "Relu" or "Clip" or "Add" or "Concat" or "BatchNormalization");
    }

    [Fact]
    public void Transposed_convolutions_compute_in_integers_too()
    {
        var graph = Models.Build("unet", new ModelOptions { Classes = 2, Seed = 1, WidthMultiplier = 0.25 }.WithSize(32));
        var transposed = graph.Nodes.Where(n => n.OpType == "ConvTranspose").Select(n => n.Name).ToArray();
        Assert.NotEmpty(transposed);
        var data = new NoiseBatches(batches: 1, batchSize: 2, channels: 3, size: 32);
        var result = StaticQuantization.Run(graph, OptimizedGraph.Source(data));
        var operators = OptimizedGraph.Operators(result.Graph);

        Assert.Single(result.KeptFloat);
        Assert.DoesNotContain(result.KeptFloat, transposed.Contains);
        Assert.DoesNotContain(operators.Keys, o => o is "ConvTranspose" or "Relu" or "Concat");
        Assert.InRange(operators["Conv"], 1, 1);
        Assert.InRange(OptimizedGraph.Sqnr(OptimizedGraph.Run(graph, data), OptimizedGraph.Run(result.Graph, data)), 8, 100);
    }
}
