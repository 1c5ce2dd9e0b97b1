using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>
/// Half of the channels by a pointwise convolution, the other half from them by three cheap convolutions of different dilations, each over a part of
/// the kernels that the others leave out.
/// </summary>
/// <remarks>
/// <para>
/// Lei et al. 2023 (<i>USSFC-Net</i>), after the cyclic multi-scale convolution of Li, Yao, Chen 2020 (<i>PSConv</i>) for groups of four channels:
/// output o of a group sees input o dilated by d, input o ± 2 dilated by 2d, and inputs o ± 1 undilated. Their code keeps the last of these in a
/// dense kernel of which half is to stay 0; here the channels are sorted into odd and even ones, and only the other half exists.
/// Batch normalisation and ReLU behind both halves.
/// </para>
/// </remarks>
public static class MultiScaleDecoupledConvolution
{
    private const int Dilation = 3;

    /// <summary>With dilations 1, 3 and 6.</summary>
    public static Block Block { get; } = new(
        "multi-scale-decoupled",
        "Lei, Geng, Ning, Lv, Gong, Jin, Nandi 2023, Ultralightweight spatial–spectral feature cooperation network for change detection",
        (net, name, x) => Add(net, name, x, NetworkBuilder.Channels(x)));

    /// <summary>Adds the convolution.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="x">Image-shaped value.</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="refine">What happens to the cheap half, given a name; nothing when left out.</param>
    public static Value Add(NetworkBuilder net, string name, Value x, int channels, Func<string, Value, Value>? refine = null)
    {
        const int Group = 4;
        var half = (((channels + 1) / 2) + Group - 1) / Group * Group;
        var native = net.Relu($"{name}.native.2", net.BatchNorm($"{name}.native.1", net.Conv($"{name}.native.0", x, new(half, 1))));
        var cheap = net.Relu($"{name}.aux.2", net.BatchNorm($"{name}.aux.1", Cyclic(net, $"{name}.aux.0", native)));
        var both = net.Concat($"{name}.concat", native, refine?.Invoke($"{name}.att", cheap) ?? cheap);
        return 2 * half == channels ? both : net.Slice($"{name}.cut", both, 1, 0, channels);
    }

    private static Value Cyclic(NetworkBuilder net, string name, Value x)
    {
        var channels = NetworkBuilder.Channels(x);
        var same = net.Conv($"{name}.prim", x, new(channels, 3) { Padding = Dilation, Dilation = Dilation, Groups = channels });
        var opposite = net.Reorder($"{name}.opposite", x, Permuted(2, 3, 0, 1));
        opposite = net.Conv($"{name}.prim_shift", opposite, new(channels, 3) { Padding = 2 * Dilation, Dilation = 2 * Dilation, Groups = channels });
        var beside = net.Reorder($"{name}.beside", x, Permuted(1, 3, 0, 2));
        beside = net.Conv($"{name}.conv", beside, new(channels, 3) { Padding = 1, Groups = channels / 2 });
        beside = net.Reorder($"{name}.back", beside, Permuted(0, 2, 1, 3));
        return net.Add($"{name}.add2", net.Add($"{name}.add1", same, beside), opposite);

        IEnumerable<int> Permuted(params int[] group) => Enumerable.Range(0, channels).Select(i => i - (i % 4) + group[i % 4]);
    }
}
