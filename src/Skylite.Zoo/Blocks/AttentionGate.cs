using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>The additive attention gate of Oktay et al. 2018, <i>Attention U-Net</i>, section 2.2, on values of one size, each projection normalised.</summary>
public static class AttentionGate
{
    /// <summary>Weighs every pixel of <paramref name="x"/> by how well it goes with the gating signal.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="name">The gate's name.</param>
    /// <param name="x">Features of the encoder.</param>
    /// <param name="gate">The gating signal, of the same size.</param>
    /// <param name="channels">Width inside the gate.</param>
    public static Value Add(NetworkBuilder net, string name, Value x, Value gate, int channels)
    {
        var sum = net.Add($"{name}.add", Project($"{name}.w_g", gate, channels), Project($"{name}.w_x", x, channels));
        var weight = net.Sigmoid($"{name}.sigmoid", Project($"{name}.psi", net.Relu($"{name}.relu", sum), 1));
        return net.Multiply($"{name}.mul", x, weight);

        Value Project(string part, Value value, int width) =>
            net.BatchNorm($"{part}.1", net.Conv($"{part}.0", value, new(width, 1) { Bias = true }));
    }
}
