using Skylite.Graphs;
using Skylite.Graphs.Passes;
using Skylite.Training.FineTuning;
using Skylite.Training.Optimizers;

namespace Skylite.Tests.Training;

public sealed class NamedPartsTests
{
    private readonly Graph _graph = new("exported");

    public NamedPartsTests()
    {
        var x = _graph.AddInput("x", ElementType.Float, Shape.Of(1, 2, 4, 4));
        var first = Convolution("/layer1/layer1.0/conv1/Conv", "onnx::Conv_7", x);
        var normalised = _graph.Apply(
            "BatchNormalization", "/layer1/layer1.0/bn1/BatchNormalization", first, Vector("layer1.0.bn1.weight"), Vector("layer1.0.bn1.bias"), Vector("mean"),
            Vector("variance"));
        var second = Convolution("/layer2/conv/Conv", "layer2.conv.weight", normalised);
        _graph.AddOutput(Convolution("/head/Conv", "head.weight", second));
        ShapeInference.Run(_graph);
    }

    [Fact]
    public void A_pattern_means_weights_and_nodes_by_the_path_of_their_module()
    {
        var parts = new NamedParts(_graph);
        Assert.Equal(["layer1.0.bn1.bias", "layer1.0.bn1.weight", "mean", "onnx::Conv_7", "variance"], parts.Find("layer1.*").Order(StringComparer.Ordinal));
        Assert.Equal(["layer2.conv.weight"], parts.Find("/layer2/conv/*"));
        Assert.Equal(["onnx::Conv_7"], parts.Find("layer1.0.conv1.Conv"));
        Assert.Empty(parts.Find("conv1.*"));
    }

    [Fact]
    public void Frozen_scale_and_shift_freeze_the_running_statistics() =>
        Assert.Equal(
            ["mean", "variance"], new NamedParts(_graph).Frozen(["*.bn1.weight", "*.bn1.bias"]).Except(["layer1.0.bn1.weight", "layer1.0.bn1.bias"]).Order());

    [Fact]
    public void A_pattern_that_fits_nothing_is_refused_with_the_nearest_names()
    {
        var parts = new NamedParts(_graph);
        parts.Require(["layer1.*", "head*"], "--freeze");
        var error = Assert.Throws<ArgumentException>(() => parts.Require(["layer1.*", "haed.weight*"], "--freeze"));
        Assert.Contains("'haed.weight*'", error.Message, StringComparison.Ordinal);
        Assert.Contains("head.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_rise_geometrically_with_the_depth_and_patterns_multiply()
    {
        var rates = LayerRates.Of(_graph, 0.01, [new RateFactor("layer2.*", 3)]).ToDictionary(r => r.Pattern, r => r.Factor);
        Assert.Equal(0.01, rates["onnx::Conv_7"], 6);
        Assert.Equal(0.01, rates["layer1.0.bn1.weight"], 6);
        Assert.Equal(3 * 0.1, rates["layer2.conv.weight"], 6);
        Assert.DoesNotContain("head.weight", rates.Keys);
        Assert.Empty(LayerRates.Of(_graph, 1, []));
    }

    private Value Convolution(string name, string weight, Value input) =>
        _graph.Apply("Conv", name, input, _graph.AddInitializer(weight, Tensor.Create<float>(new float[4], 2, 2, 1, 1)));

    private Value Vector(string name) => _graph.AddInitializer(name, Tensor.Vector<float>(1, 1));
}
