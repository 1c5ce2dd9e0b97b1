using Skylite.Compression.Quantization;
using Skylite.Workbench.Quantization;

namespace Skylite.Tests.Native.Quantization;

public sealed class PostTrainingQuantizationTests
{
    private readonly RuntimeActivationSource _source = OptimizedGraph.Source(new NoiseBatches());

    [Fact]
    public void The_better_of_both_ways_is_kept()
    {
        var graph = SmallNetworks.Inverted(spread: 300);
        var options = new PostTrainingQuantizationOptions
        {
            Static = new StaticQuantizationOptions { PerChannel = false },
            Equalization = new CrossLayerEqualizationOptions { MaximumClippedShare = 0.01 },
            CorrectBias = false,
        };
        var plain = PostTrainingQuantization.Run(graph, _source, options with { Equalize = false });
        var even = PostTrainingQuantization.Run(graph, _source, options with { Equalize = true });

        var best = PostTrainingQuantization.Run(graph, _source, options);

        Assert.False(plain.Equalized);
        Assert.True(even.Equalized);
        Assert.Equal(Math.Max(plain.Sqnr, even.Sqnr), best.Sqnr);
    }

    [Fact]
    public void The_best_of_several_calibrations_is_kept_and_named()
    {
        var graph = SmallNetworks.ResidualWithOutlier();
        var alone = Calibrations.All.ToDictionary(
            c => c.Id, c => PostTrainingQuantization.Run(graph, _source, PerTensor with { Static = PerTensor.Static with { Calibration = c } }).Sqnr);

        var best = PostTrainingQuantization.Run(graph, _source, PerTensor with { Calibrations = Calibrations.Named("best") });

        Assert.True(alone.Values.Distinct().Count() > 1);
        Assert.Equal(alone.MaxBy(a => a.Value), new(best.Calibration.Id, best.Sqnr));
    }

    [Fact]
    public void Bias_correction_raises_the_ratio()
    {
        var graph = SmallNetworks.Inverted(spread: 100);
        var raw = PostTrainingQuantization.Run(graph, _source, PerTensor);
        var corrected = PostTrainingQuantization.Run(graph, _source, PerTensor with { CorrectBias = true });

        Assert.True(corrected.Sqnr > raw.Sqnr, $"{raw.Sqnr} dB raw, {corrected.Sqnr} dB corrected");
    }

    [Fact]
    public void The_layer_that_cannot_bear_8_bits_falls_back_to_float_and_no_more_than_needed()
    {
        var graph = SmallNetworks.ResidualWithOutlier();
        var raw = PostTrainingQuantization.Run(graph, _source, PerTensor);
        var rescued = PostTrainingQuantization.Run(graph, _source, PerTensor with { MinimumSqnr = 20 });

        Assert.InRange(raw.Sqnr, double.NegativeInfinity, 19);
        Assert.Empty(raw.KeptFloat);
        Assert.InRange(rescued.Sqnr, 20, 60);
        Assert.Equal(["block1.conv2"], rescued.KeptFloat);
        Assert.Equal(6, rescued.Quantized.Count);
    }

    private static PostTrainingQuantizationOptions PerTensor => new()
    {
        Static = new StaticQuantizationOptions { PerChannel = false },
        Equalize = false,
        CorrectBias = false,
    };
}
