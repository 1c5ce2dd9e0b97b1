using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Segmentation;

/// <summary>U-Net++: nested U-shaped networks of depth 1 to 4 that share their encoder.</summary>
/// <remarks>
/// <see cref="ModelOptions.Depth"/> builds only what the network of that depth needs; with <see cref="ModelOptions.DeepSupervision"/>
/// the shallower networks give their logits too. Images grow by bilinear interpolation with all their channels and convolutions are normalised, as in the
/// widespread PyTorch form; the authors' Keras code narrows them by transposed convolutions and drops out: 9,042,210 parameters for 3 bands and 2 classes.
/// </remarks>
public static class UNetPlusPlus
{
    private static readonly int[] Widths = [32, 64, 128, 256, 512];

    /// <summary>9,163,362 parameters for 2 classes at depth 4.</summary>
    public static Model Model { get; } = new(
        "unet-plus-plus",
        "Zhou, Siddiquee, Tajbakhsh, Liang 2018, UNet++: a nested U-Net architecture",
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.UniformFanIn }, inputs[0]))
    {
        Task = ModelTask.SemanticSegmentation,
        HasSideOutputs = true,
        IsNested = true,
        Defaults = new ModelOptions { Classes = 2 }.WithSize(256),
    };

    private static Value Construct(NetworkBuilder net, Value input)
    {
        var depth = net.Options.Depth;
        var rows = new List<Value>[depth + 1];
        for (var row = 0; row <= depth; row++)
        {
            var x = row == 0 ? input : net.MaxPool($"pool{row}", rows[row - 1][0], new(Kernel: 2, Stride: 2));
            rows[row] = [Block(net, row, 0, x)];
            for (var column = 1; column <= row; column++)
            {
                var target = rows[row - column];
                var below = net.UpsampleLike($"up{row - column}_{column}", rows[row - column + 1][column - 1], target[0]);
                target.Add(Block(net, row - column, column, net.Concat($"concat{row - column}_{column}", [.. target, below])));
            }
        }

        for (var shallow = 1; net.Options.DeepSupervision && shallow < depth; shallow++)
        {
            net.SideOutputs.Add(Head(net, shallow, rows[0][shallow]));
        }

        return Head(net, depth, rows[0][depth]);
    }

    private static Value Block(NetworkBuilder net, int row, int column, Value x) =>
        DoubleConvolution.Add(net, $"conv{row}_{column}", x, net.Options.Scale(Widths[row]), bias: true);

    private static Value Head(NetworkBuilder net, int depth, Value x) =>
        net.Conv($"final{depth}", x, new(net.Options.Classes, 1) { Bias = true });
}
