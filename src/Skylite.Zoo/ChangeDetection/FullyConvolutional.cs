using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.ChangeDetection;

/// <summary>
/// The three fully convolutional networks of Daudt et al.: both dates as one image, or a shared encoder whose skips are subtracted or joined.
/// </summary>
/// <remarks>
/// Where a side is no multiple of 16, what was enlarged is fitted to its skip by bilinear interpolation; the authors' code repeats its border.
/// </remarks>
public static class FullyConvolutional
{
    private const string Paper = "Daudt, Le Saux, Boulch 2018, Fully convolutional siamese networks for change detection";
    private static readonly int[] Widths = [16, 32, 64, 128];
    private static readonly int[] Counts = [2, 2, 3, 3];

    private delegate Value Fusion(NetworkBuilder net, string name, Value[] skips);

    /// <summary>Early fusion: 1,350,578 parameters for RGB.</summary>
    public static Model EarlyFusion { get; } = Make("fc-ef", siamese: false, (_, _, skips) => skips[0]);

    /// <summary>A shared encoder; the decoder gets the difference of the skips.</summary>
    public static Model SiameseDifference { get; } = Make("fc-siam-diff", siamese: true, (net, name, skips) =>
        net.Abs($"{name}.abs", net.Subtract($"{name}.sub", skips[0], skips[1])));

    /// <summary>A shared encoder; the decoder gets the skips of both dates.</summary>
    public static Model SiameseConcatenation { get; } = Make("fc-siam-conc", siamese: true, (net, name, skips) =>
        net.Concat($"{name}.join", skips));

    private static Model Make(string id, bool siamese, Fusion fuse) => new(id, Paper, (net, inputs) =>
    {
        net = net with { Initialization = WeightInitialization.UniformFanIn };
        var towers = siamese ? inputs.Select((date, i) => Encode(net, date, i)).ToArray() : [Encode(net, net.Concat("early", [.. inputs]), 0)];
        var x = net.MaxPool("pool4", towers[^1][^1], new(Kernel: 2, Stride: 2));
        for (var level = Widths.Length; level >= 1; level--)
        {
            var skip = fuse(net, $"fuse{level}", [.. towers.Select(t => t[level - 1])]);
            x = Decode(net, level, x, skip);
        }

        return x;
    })
    {
        Task = ModelTask.ChangeDetection,
        TakesBlocks = true,
        Defaults = new ModelOptions { Classes = 2 }.WithSize(256),
    };

    // What each level ends with, before pooling.
    private static Value[] Encode(NetworkBuilder net, Value x, int date)
    {
        net = net.Again(date);
        var skips = new Value[Widths.Length];
        for (var level = 1; level <= Widths.Length; level++)
        {
            for (var i = 1; i <= Counts[level - 1]; i++)
            {
                var name = $"{level}{i}";
                x = net.Conv($"conv{name}", x, new(net.Options.Scale(Widths[level - 1]), 3) { Padding = 1, Bias = true });
                x = Activate(net, name, x);
            }

            skips[level - 1] = x = net.Refine($"refine{level}", x, isDeepest: level == Widths.Length);
            x = level < Widths.Length ? net.MaxPool($"pool{level}", x, new(Kernel: 2, Stride: 2)) : x;
        }

        return skips;
    }

    private static Value Decode(NetworkBuilder net, int level, Value x, Value skip)
    {
        var width = net.Options.Scale(Widths[level - 1]);
        x = net.ConvTranspose($"upconv{level}", x, new(width, 3) { Stride = 2, Padding = 1, OutputPadding = 1 });
        x = net.Concat($"concat{level}", net.UpsampleLike($"fit{level}", x, skip), skip);
        for (var i = Counts[level - 1]; i >= 1; i--)
        {
            var isLast = level == 1 && i == 1;
            var channels = isLast ? net.Options.Classes : i == 1 ? net.Options.Scale(Widths[level - 2]) : width;
            x = net.ConvTranspose($"conv{level}{i}d", x, new(channels, 3) { Padding = 1 });
            x = isLast ? x : Activate(net, $"{level}{i}d", x);
        }

        return x;
    }

    private static Value Activate(NetworkBuilder net, string name, Value x) =>
        net.Dropout($"do{name}", net.Relu($"relu{name}", net.BatchNorm($"bn{name}", x)), 0.2f);
}
