using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>The residual blocks of He et al. 2016, <i>Deep residual learning for image recognition</i>.</summary>
public static class ResidualBlock
{
    /// <summary>Two 3×3 convolutions beside a shortcut (figure 5 left).</summary>
    public static Value Basic(NetworkBuilder net, string name, Value x, int planes, (int Stride, int Dilation) step)
    {
        var y = net.Conv($"{name}.conv1", x, new(planes, 3) { Stride = step.Stride, Padding = step.Dilation, Dilation = step.Dilation });
        y = net.Relu($"{name}.relu1", net.BatchNorm($"{name}.bn1", y));
        y = net.Conv($"{name}.conv2", y, new(planes, 3) { Padding = 1 });
        y = net.BatchNorm($"{name}.bn2", y);
        return Join(net, name, y, Shortcut(net, name, x, planes, step.Stride), "relu2");
    }

    /// <summary>1×1, 3×3 and 1×1 convolutions beside a shortcut (figure 5 right); the stride sits at the 3×3 (ResNet "v1.5").</summary>
    public static Value Bottleneck(NetworkBuilder net, string name, Value x, int planes, (int Stride, int Dilation) step)
    {
        const int Expansion = 4;
        var y = net.Conv($"{name}.conv1", x, new(planes, 1));
        y = net.Relu($"{name}.relu1", net.BatchNorm($"{name}.bn1", y));
        y = net.Conv($"{name}.conv2", y, new(planes, 3) { Stride = step.Stride, Padding = step.Dilation, Dilation = step.Dilation });
        y = net.Relu($"{name}.relu2", net.BatchNorm($"{name}.bn2", y));
        y = net.Conv($"{name}.conv3", y, new(planes * Expansion, 1));
        y = net.BatchNorm($"{name}.bn3", y);
        return Join(net, name, y, Shortcut(net, name, x, planes * Expansion, step.Stride), "relu3");
    }

    private static Value Shortcut(NetworkBuilder net, string name, Value x, int channels, int stride) =>
        stride == 1 && NetworkBuilder.Channels(x) == channels
            ? x
            : net.BatchNorm($"{name}.downsample.1", net.Conv($"{name}.downsample.0", x, new(channels, 1) { Stride = stride }));

    private static Value Join(NetworkBuilder net, string name, Value y, Value shortcut, string relu) =>
        net.Relu($"{name}.{relu}", net.Add($"{name}.add", y, shortcut));
}
