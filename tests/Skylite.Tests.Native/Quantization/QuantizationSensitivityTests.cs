using Skylite.Compression.Quantization;
using Skylite.Graphs;
using Skylite.Workbench.Quantization;

namespace Skylite.Tests.Native.Quantization;

public sealed class QuantizationSensitivityTests
{
    [Fact]
    public void The_layer_with_an_extreme_weight_comes_first_and_keeping_it_in_float_helps()
    {
        var source = new RuntimeActivationSource(new NoiseBatches());
        var graph = SmallNetworks.Residual();
        var name = "block1.conv2";
        var weights = graph.Values[$"{name}.weight"].Constant!.ToArray<float>();

        // One weight so large that the others of its tensor round to zero; its input channel is nearly dead.
        weights[0] = 200;
        graph.SetInitializer(graph.Values[$"{name}.weight"], Tensor.Create<float>(weights, 16, 16, 3, 3));
        var options = new StaticQuantizationOptions { PerChannel = false };
        var ranges = StaticQuantization.Calibrate(graph, source, options);

        var layers = QuantizationSensitivity.Measure(graph, source, options);

        Assert.Equal(7, layers.Count);
        Assert.Equal(name, layers[0].Node);
        Assert.Equal(layers.OrderBy(l => l.Sqnr), layers);
        var all = QuantizationSensitivity.Compare(graph, StaticQuantization.Apply(graph, ranges, options).Graph, source);
        var kept = QuantizationSensitivity.Compare(graph, StaticQuantization.Apply(graph, ranges, options with { KeepFloat = [name] }).Graph, source);
        Assert.True(kept > all + 3, $"{all} dB with all, {kept} dB without '{name}'");
        Assert.Equal(double.PositiveInfinity, QuantizationSensitivity.Compare(graph, graph, source));
    }
}
