using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>Weighs every single element by its squared distance from its channel's mean, in units of the channel's variance, without parameters.</summary>
/// <remarks>
/// Lei et al. 2023 (<i>USSFC-Net</i>), spatial–spectral feature cooperation as their published code computes it: x · sigmoid((x − μ)² / (2σ² + ε) + ½)
/// with ε = 2⁻²³.
/// </remarks>
public static class SpatialSpectralCooperation
{
    /// <summary>Spatial–spectral feature cooperation.</summary>
    public static Block Block { get; } = new(
        "spatial-spectral",
        "Lei, Geng, Ning, Lv, Gong, Jin, Nandi 2023, Ultralightweight spatial–spectral feature cooperation network for change detection",
        Add);

    /// <summary>Adds the block.</summary>
    public static Value Add(NetworkBuilder net, string name, Value x)
    {
        var (_, square) = net.Deviations(name, x);
        var spread = net.Add(
            $"{name}.epsilon", net.Multiply($"{name}.two", net.GlobalAveragePool($"{name}.variance", square), net.Number(2)), net.Number(MathF.Pow(2, -23)));
        var score = net.Add($"{name}.half", net.Divide($"{name}.div", square, spread), net.Number(0.5f));
        return net.Multiply($"{name}.mul", x, net.Sigmoid($"{name}.sigmoid", score));
    }
}
