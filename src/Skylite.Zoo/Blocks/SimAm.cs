using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>Weighs every single element by how much it stands out in its channel, without parameters.</summary>
/// <remarks>
/// Yang, Zhang, Li, Xie 2021, equations 5 and 6: the smallest energy of an element t is e = 4(σ² + λ) / ((t − μ)² + 2σ² + 2λ) with μ and σ² of its
/// channel, and the result x · sigmoid(1/e); λ = 1e-4. 1/e = (t − μ)² / (4(σ² + λ)) + ½.
/// </remarks>
public static class SimAm
{
    /// <summary>Parameter-free three-dimensional attention.</summary>
    public static Block Block { get; } = new(
        "simam", "Yang, Zhang, Li, Xie 2021, SimAM: a simple, parameter-free attention module for convolutional neural networks", Add);

    /// <summary>Adds the block.</summary>
    public static Value Add(NetworkBuilder net, string name, Value x)
    {
        const float Lambda = 1e-4f;
        var (_, square) = net.Deviations(name, x);
        var spread = net.Add(
            $"{name}.lambda", net.Multiply($"{name}.four", net.GlobalAveragePool($"{name}.variance", square), net.Number(4)), net.Number(4 * Lambda));
        var inverse = net.Add($"{name}.half", net.Divide($"{name}.div", square, spread), net.Number(0.5f));
        return net.Multiply($"{name}.mul", x, net.Sigmoid($"{name}.sigmoid", inverse));
    }
}
