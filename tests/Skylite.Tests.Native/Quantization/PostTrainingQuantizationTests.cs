using Skylite.Compression.Quantization;
using Skylite.Workbench.Quantization;

namespace Skylite.Tests.Native.Quantization;

public sealed class PostTrainingQuantizationTests
{
    private readonly RuntimeActivationSource _source = new(new NoiseBatches());

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
    public void Bias_correction_and_fallback_raise_the_ratio()
    {
        var graph = SmallNetworks.Inverted(spread: 100);
        var options = new PostTrainingQuantizationOptions { Static = new StaticQuantizationOptions { PerChannel = false }, Equalize = false, CorrectBias = false };
        var raw = PostTrainingQuantization.Run(graph, _source, options);
        var corrected = PostTrainingQuantization.Run(graph, _source, options with { CorrectBias = true });
        var rescued = PostTrainingQuantization.Run(graph, _source, options with { MinimumSqnr = 200, MaximumFallbacks = 2 });

        Assert.True(corrected.Sqnr > raw.Sqnr);
        Assert.True(rescued.Sqnr > raw.Sqnr);
        Assert.InRange(rescued.KeptFloat.Count, 1, 2);
        Assert.Empty(raw.KeptFloat);
        Assert.Equal(9, rescued.KeptFloat.Count + rescued.Quantized.Count);
    }
}
