using Skylite.Compression.Quantization;

namespace Skylite.Tests.Native.Quantization;

public sealed class QuantizationSensitivityTests
{
    [Fact]
    public void The_layer_with_an_extreme_weight_comes_first_and_keeping_it_in_float_helps()
    {
        var source = OptimizedGraph.Source(new NoiseBatches());
        var graph = SmallNetworks.ResidualWithOutlier();
        var name = "block1.conv2";
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
