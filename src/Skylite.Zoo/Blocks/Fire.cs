using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>The fire module of Iandola et al. 2016, <i>SqueezeNet</i>, section 3.1: squeeze by 1×1, expand by 1×1 and 3×3 side by side.</summary>
public static class Fire
{
    /// <summary>Adds the module; the result has twice <paramref name="expand"/> channels.</summary>
    public static Value Add(NetworkBuilder net, string name, Value x, int squeeze, int expand)
    {
        var s = net.Relu($"{name}.squeeze_activation", net.Conv($"{name}.squeeze", x, new(squeeze, 1) { Bias = true }));
        var small = net.Relu($"{name}.expand1x1_activation", net.Conv($"{name}.expand1x1", s, new(expand, 1) { Bias = true }));
        var large = net.Relu($"{name}.expand3x3_activation", net.Conv($"{name}.expand3x3", s, new(expand, 3) { Padding = 1, Bias = true }));
        return net.Concat($"{name}.concat", small, large);
    }
}
