using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>Every pixel gathers from all pixels, weighed by an embedded Gaussian.</summary>
/// <remarks>
/// Wang, Girshick, Gupta, He 2018, equations 1, 4 and 6: z = W y + x; half the channels inside, and a batch normalisation behind W whose scale starts
/// at 0, so that the block begins as the identity (section 4.1).
/// </remarks>
public static class NonLocal
{
    /// <summary>The non-local block without subsampling.</summary>
    public static Block Block { get; } = new("non-local", "Wang, Girshick, Gupta, He 2018, Non-local neural networks", Add) { ComparesAllPixels = true };

    /// <summary>Adds the block.</summary>
    public static Value Add(NetworkBuilder net, string name, Value x)
    {
        var (channels, pixels) = (NetworkBuilder.Channels(x), NetworkBuilder.Height(x) * NetworkBuilder.Width(x));
        var inner = Math.Max(1, channels / 2);
        var theta = net.Transpose($"{name}.theta.turned", Flat("theta"), 0, 2, 1);
        var weights = net.Softmax($"{name}.softmax", net.MatMul($"{name}.affinity", theta, Flat("phi")), 2);
        var y = net.MatMul($"{name}.gather", weights, net.Transpose($"{name}.g.turned", Flat("g"), 0, 2, 1));
        y = net.Reshape($"{name}.image", net.Transpose($"{name}.turned", y, 0, 2, 1), inner, NetworkBuilder.Height(x), NetworkBuilder.Width(x));
        y = net.BatchNorm($"{name}.w.1", net.Conv($"{name}.w.0", y, new(channels, 1) { Bias = true }), scale: 0);
        return net.Add($"{name}.add", y, x);

        Value Flat(string part) => net.Reshape($"{name}.{part}.flat", net.Conv($"{name}.{part}", x, new(inner, 1) { Bias = true }), inner, pixels);
    }
}
