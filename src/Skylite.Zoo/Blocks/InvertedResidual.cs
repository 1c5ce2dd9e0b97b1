using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>The inverted residual with linear bottleneck of Sandler et al. 2018, <i>MobileNetV2</i>, section 3.3.</summary>
public static class InvertedResidual
{
    /// <summary>Expands, filters each channel, projects back without an activation, and adds the input where shapes allow.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="x">Image-shaped value.</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="shape">Factor of the expansion (1 leaves it out), step and dilation of the depthwise convolution.</param>
    public static Value Add(NetworkBuilder net, string name, Value x, int channels, (int Expansion, int Stride, int Dilation) shape)
    {
        var inputs = NetworkBuilder.Channels(x);
        var hidden = inputs * shape.Expansion;
        var y = x;
        var stage = 0;
        if (shape.Expansion != 1)
        {
            y = ConvBnRelu.Add6(net, $"{name}.conv.{stage++}", y, new(hidden, 1));
        }

        y = ConvBnRelu.Add6(
            net, $"{name}.conv.{stage++}", y, new(hidden, 3) { Stride = shape.Stride, Padding = shape.Dilation, Dilation = shape.Dilation, Groups = hidden });
        y = net.Conv($"{name}.conv.{stage}", y, new(channels, 1));
        y = net.BatchNorm($"{name}.conv.{stage + 1}", y);
        return shape.Stride == 1 && inputs == channels ? net.Add($"{name}.add", x, y) : y;
    }
}
