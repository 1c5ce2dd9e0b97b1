using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>What residual networks have in common: the stem and four stages of blocks (He et al. 2016, table 1).</summary>
/// <param name="Kind">The block.</param>
/// <param name="Depths">Blocks of each stage.</param>
public sealed record ResidualTrunk(ResidualTrunk.BlockBuilder Kind, IReadOnlyList<int> Depths)
{
    /// <summary>Adds a residual block.</summary>
    public delegate Value BlockBuilder(NetworkBuilder net, string name, Value x, int planes, (int Stride, int Dilation) step);

    /// <summary>
    /// The smallest share of the image's side that is kept, as its inverse: 32, 16 or 8. Stages that would shrink further dilate instead (Chen et al. 2017).
    /// </summary>
    public int OutputStride { get; init; } = 32;

    /// <summary>Adds the trunk and returns what each stage ends with.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="prefix">Text before every name, with its dot.</param>
    /// <param name="input">The image.</param>
    /// <param name="trunk">Its shape.</param>
    public static IReadOnlyList<Value> Add(NetworkBuilder net, string prefix, Value input, ResidualTrunk trunk)
    {
        var x = net.Conv($"{prefix}conv1", input, new(net.Options.Scale(64), 7) { Stride = 2, Padding = 3 });
        x = net.Relu($"{prefix}relu", net.BatchNorm($"{prefix}bn1", x));
        x = net.MaxPool($"{prefix}maxpool", x, new(Kernel: 3, Stride: 2, Padding: 1));
        var stages = new List<Value>();
        var (shrunk, dilation) = (4, 1);
        for (var stage = 0; stage < trunk.Depths.Count; stage++)
        {
            var planes = net.Options.Scale(64 << stage);
            var before = dilation;
            var stride = 1;
            if (stage > 0)
            {
                (stride, shrunk, dilation) = shrunk < trunk.OutputStride ? (2, shrunk * 2, dilation) : (1, shrunk, dilation * 2);
            }

            for (var i = 0; i < trunk.Depths[stage]; i++)
            {
                x = trunk.Kind(net, $"{prefix}layer{stage + 1}.{i}", x, planes, i == 0 ? (stride, before) : (1, dilation));
            }

            stages.Add(x);
        }

        return stages;
    }
}
