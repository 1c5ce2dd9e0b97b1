using Skylite.Compression.Quantization;
using Skylite.Workbench.Quantization;

namespace Skylite.Tests.Native.Quantization;

public sealed class StaticQuantizationTests
{
    private readonly NoiseBatches _data = new();

    private RuntimeActivationSource Source => OptimizedGraph.Source(_data);

    [Fact]
    public void A_residual_network_fuses_wholly()
    {
        var operators = OptimizedGraph.Operators(StaticQuantization.Run(SmallNetworks.Residual(), Source).Graph);

        Assert.Equal(6, operators["QLinearConv"]);
        Assert.Equal(2, operators["QLinearAdd"]);
        Assert.Equal(1, operators["QGemm"]);
        Assert.Equal(1, operators["QLinearGlobalAveragePool"]);
        Assert.Equal(["Flatten", "MaxPool", "QGemm", "QLinearAdd", "QLinearConv", "QLinearGlobalAveragePool", "QuantizeLinear"], operators.Keys.Order());
        Assert.Equal(1, operators["QuantizeLinear"]);
    }

    [Fact]
    public void An_inverted_residual_network_fuses_wholly()
    {
        var operators = OptimizedGraph.Operators(StaticQuantization.Run(SmallNetworks.Inverted(), Source).Graph);

        Assert.Equal(8, operators["QLinearConv"]);
        Assert.Equal(["Flatten", "QGemm", "QLinearAdd", "QLinearConv", "QLinearGlobalAveragePool", "QuantizeLinear"], operators.Keys.Order());
    }

    [Fact]
    public void Joined_branches_fuse_and_share_a_scale()
    {
        var result = StaticQuantization.Run(SmallNetworks.Joined(), Source);
        var operators = OptimizedGraph.Operators(result.Graph);

        Assert.Equal(4, operators["QLinearConv"]);
        Assert.Equal(["DequantizeLinear", "Flatten", "GlobalAveragePool", "MaxPool", "QLinearConcat", "QLinearConv", "QuantizeLinear"], operators.Keys.Order());
        Assert.Equal(result.Ranges["left.relu"], result.Ranges["right.relu"]);
        Assert.Equal(result.Ranges["left.relu"], result.Ranges["pool"]);
    }

    [Fact]
    public void A_relu_joined_to_values_of_both_signs_keeps_its_own_scale()
    {
        var result = StaticQuantization.Run(SmallNetworks.Upsampled(), Source);
        var operators = OptimizedGraph.Operators(result.Graph);

        Assert.Equal(5, operators["QLinearConv"]);
        Assert.Equal(1, operators["QLinearConcat"]);
        Assert.DoesNotContain(operators.Keys, o => o is "Relu" or "Concat");
        Assert.Equal(0, result.Ranges["deep.relu"].Min);
        Assert.Equal(result.Ranges["deep.relu"], result.Ranges["up"]);
        Assert.Equal(result.Ranges["both"], result.Ranges["skip"]);
        Assert.True(result.Ranges["skip"].Min < 0);
    }

    [Theory]
    [InlineData("min-max", 25)]
    [InlineData("percentile", 25)]
    [InlineData("mean-square-error", 25)]
    [InlineData("entropy", 15)]
    public void Outputs_stay_close(string calibration, double decibels)
    {
        foreach (var graph in new[] { SmallNetworks.Residual(), SmallNetworks.Inverted(), SmallNetworks.Joined(), SmallNetworks.Upsampled() })
        {
            var options = new StaticQuantizationOptions { Calibration = Calibrations.Get(calibration) };
            var quantized = StaticQuantization.Run(graph, Source, options).Graph;

            Assert.InRange(OptimizedGraph.Sqnr(OptimizedGraph.Run(graph, _data), OptimizedGraph.Run(quantized, _data)), decibels, 100);
        }
    }

    [Fact]
    public void A_layer_kept_in_float_really_computes_in_float()
    {
        var graph = SmallNetworks.ResidualWithOutlier();
        var options = new StaticQuantizationOptions { KeepFloat = ["block1.conv2", "block2.conv1"], PerChannel = false };
        var quantized = StaticQuantization.Run(graph, Source, options).Graph;
        var operators = OptimizedGraph.Operators(quantized);

        Assert.Equal(4, operators["QLinearConv"]);
        Assert.Equal(2, operators.GetValueOrDefault("FusedConv") + operators.GetValueOrDefault("Conv"));
        Assert.InRange(OptimizedGraph.Sqnr(OptimizedGraph.Run(graph, _data), OptimizedGraph.Run(quantized, _data)), 25, 100);
    }
}
