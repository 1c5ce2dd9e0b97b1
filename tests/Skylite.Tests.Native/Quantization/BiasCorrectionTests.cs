using Skylite.Compression.Quantization;
using Skylite.Graphs;
using Skylite.Workbench.Quantization;

namespace Skylite.Tests.Native.Quantization;

public sealed class BiasCorrectionTests
{
    private readonly NoiseBatches _data = new();

    private RuntimeActivationSource Source => OptimizedGraph.Source(_data);

    [Fact]
    public void The_mean_error_of_every_output_vanishes()
    {
        var graph = SmallNetworks.Inverted(spread: 30);
        var quantized = StaticQuantization.Run(graph, Source, new StaticQuantizationOptions { PerChannel = false }).Graph;
        var corrected = BiasCorrection.Run(graph, quantized, Source);

        var before = MeanErrors(graph, quantized);
        var after = MeanErrors(graph, corrected);
        Assert.True(after.Max(Math.Abs) < 0.1 * before.Max(Math.Abs), $"{before.Max(Math.Abs)} before, {after.Max(Math.Abs)} after");
        Assert.Equal(OptimizedGraph.Operators(quantized), OptimizedGraph.Operators(corrected));
    }

    [Fact]
    public void The_given_graph_stays_as_it_is()
    {
        var graph = SmallNetworks.Residual();
        var quantized = StaticQuantization.Run(graph, Source).Graph;
        var outputs = OptimizedGraph.Run(quantized, _data);

        BiasCorrection.Run(graph, quantized, Source);

        Assert.Equal(outputs, OptimizedGraph.Run(quantized, _data));
    }

    [Fact]
    public void Another_float_graph_is_refused()
    {
        var quantized = StaticQuantization.Run(SmallNetworks.Residual(), Source).Graph;

        Assert.Throws<QuantizationException>(() => BiasCorrection.Run(SmallNetworks.Inverted(), quantized, Source));
    }

    private double[] MeanErrors(Graph reference, Graph actual)
    {
        var wanted = OptimizedGraph.Run(reference, _data);
        var got = OptimizedGraph.Run(actual, _data);
        var means = new double[10];
        for (var i = 0; i < wanted.Length; i++)
        {
            means[i % 10] += (got[i] - wanted[i]) / (wanted.Length / 10.0);
        }

        return means;
    }
}
