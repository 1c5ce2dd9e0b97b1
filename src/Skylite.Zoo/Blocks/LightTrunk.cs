using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>The U shape of Skylite's light networks, cut for runtimes that compute in blocks of 16 channels, in 8-bit integers above all.</summary>
/// <remarks>
/// Nothing is computed at full size: pixels of 2 × 2 become channels on the way in and come back in <see cref="FoldedHead"/> (Shi et al. 2016, <i>Real-time
/// single image and video super-resolution using an efficient sub-pixel convolutional neural network</i>). Where images are large, whole convolutions: in 8
/// bits one takes less time than the depthwise convolution of an inverted residual, which has a tenth of its operations. Where they are small, inverted
/// residuals, which have fewer parameters.
/// </remarks>
internal static class LightTrunk
{
    private const int Fold = 2;

    /// <summary>
    /// What each level ends with: the first at half of the image's size, every further one
    /// at half of the last. An odd side is interpolated to the next even one.
    /// </summary>
    internal static List<Value> Encode(NetworkBuilder net, string name, Value input, IReadOnlyList<LightLevel> levels)
    {
        var even = net.Upsample($"{name}.even", input, Even(NetworkBuilder.Height(input)), Even(NetworkBuilder.Width(input)));
        var x = net.SpaceToDepth($"{name}.fold", even, Fold);
        List<Value> skips = [];
        foreach (var (level, (channels, count, isDense)) in levels.Index())
        {
            for (var i = 0; i < count; i++)
            {
                var block = $"{name}.level{level + 1}.{i}";
                var width = net.Options.Scale(channels);
                var stride = i == 0 && level > 0 ? 2 : 1;
                x = isDense ? ResidualBlock.Basic(net, block, x, width, (stride, 1)) : InvertedResidual.Add(net, block, x, width, (4, stride, 1));
            }

            x = net.Refine($"{name}.refine{level + 1}", x, isDeepest: level == levels.Count - 1);
            skips.Add(x);
        }

        return skips;
    }

    /// <summary>From the deepest level back to the size of the first; side outputs have the size of the image.</summary>
    internal static Value Decode(NetworkBuilder net, string name, IReadOnlyList<Value> skips, Value image)
    {
        var x = skips[^1];
        for (var level = skips.Count - 2; level >= 0; level--)
        {
            x = net.Concat($"{name}.concat{level}", net.UpsampleLike($"{name}.up{level}", x, skips[level]), skips[level]);

            // As narrow as the next skip already here, where the image is smaller.
            x = SeparableConvolution.Add(net, $"{name}.level{level}", x, NetworkBuilder.Channels(skips[Math.Max(level - 1, 0)]));
            if (level > 0)
            {
                net.Supervise($"{name}.side{level}", x, image);
            }
        }

        return x;
    }

    private static int Even(int length) => (length + Fold - 1) / Fold * Fold;
}
