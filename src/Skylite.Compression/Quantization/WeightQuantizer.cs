namespace Skylite.Compression.Quantization;

/// <summary>Signed 8-bit weights with zero points 0, and the scales that go with them.</summary>
internal sealed class WeightQuantizer
{
    // Leaves room for the sum of products in the 32-bit accumulator beside the bias.
    private const double LargestBias = 1 << 30;

    private readonly int _limit;
    private readonly bool _perChannel;

    /// <summary>Makes a quantiser.</summary>
    /// <param name="perChannel">One scale for each output channel instead of one for all.</param>
    /// <param name="reducedRange">±63 instead of ±127.</param>
    internal WeightQuantizer(bool perChannel, bool reducedRange) => (_perChannel, _limit) = (perChannel, reducedRange ? 63 : 127);

    /// <summary>Rounds weights.</summary>
    /// <param name="node">The weights and the bias.</param>
    /// <param name="inputScale">The scale of the activation that they meet.</param>
    /// <returns>The numbers in the order of the weights; the scale of each output channel, or one scale for all.</returns>
    internal (sbyte[] Numbers, float[] Scales) Quantize(WeightedNode node, float inputScale)
    {
        var weights = node.Weight.Constant!.ToArray<float>();
        var scales = Scales(node, weights, inputScale);
        var numbers = new sbyte[weights.Length];
        node.ForEach((i, channel) =>
        {
            var scale = scales[_perChannel ? channel : 0];
            numbers[i] = (sbyte)Math.Clamp(MathF.Round(weights[i] / scale, MidpointRounding.ToEven), -_limit, _limit);
        });
        return (numbers, scales);
    }

    /// <summary>Rounds a bias to the scale of the products, scale of input · scale of weights.</summary>
    internal static int[] QuantizeBias(ReadOnlySpan<float> bias, float inputScale, float[] scales)
    {
        var numbers = new int[bias.Length];
        for (var i = 0; i < bias.Length; i++)
        {
            var scale = inputScale * scales[scales.Length == 1 ? 0 : i];
            numbers[i] = (int)Math.Clamp(Math.Round(bias[i] / (double)scale, MidpointRounding.ToEven), int.MinValue, int.MaxValue);
        }

        return numbers;
    }

    private float[] Scales(WeightedNode node, float[] weights, float inputScale)
    {
        var largest = new float[_perChannel ? node.Channels : 1];
        node.ForEach((i, channel) =>
        {
            if (!float.IsFinite(weights[i]))
            {
                throw new QuantizationException(
                    $"Weight '{node.Weight.Name}' of node '{node.Node.Name}' holds a value that is not finite. The network is broken; train it again.");
            }

            ref var own = ref largest[_perChannel ? channel : 0];
            own = Math.Max(own, Math.Abs(weights[i]));
        });

        var bias = node.Bias is null ? [] : node.Bias.Constant!.ToArray<float>();
        var scales = new float[largest.Length];
        for (var i = 0; i < scales.Length; i++)
        {
            var strongest = bias.Length == 0 ? 0 : _perChannel ? Math.Abs(bias[i]) : bias.Max(Math.Abs);

            // A nearly dead channel would get so fine a step that its bias no longer fits into 32 bits.
            var least = strongest / (inputScale * LargestBias);
            scales[i] = (float)Math.Max(largest[i] / (double)_limit, least);
            scales[i] = scales[i] > 0 ? scales[i] : 1;
        }

        return scales;
    }
}
