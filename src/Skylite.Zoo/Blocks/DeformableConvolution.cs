using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>A 3 × 3 convolution whose nine points of every window are moved by learnt offsets.</summary>
/// <remarks>
/// Dai et al. 2017, equations 2 to 4. ONNX has the operator from set 19 on only, and few runtimes compute it; so each point samples the image
/// (GridSample, bilinear, zero outside), the samples of one channel become nine channels, and a pointwise convolution weighs them: exactly the same.
/// Offsets are numbered as in torchvision (row, then column of each point) and start at 0; batch normalisation and ReLU follow.
/// </remarks>
public static class DeformableConvolution
{
    private const int Points = 9;

    /// <summary>As many channels as there were.</summary>
    public static Block Block { get; } = new(
        "deformable", "Dai et al. 2017, Deformable convolutional networks", (net, name, x) => Add(net, name, x, NetworkBuilder.Channels(x)));

    /// <summary>Adds the convolution.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="x">Image-shaped value.</param>
    /// <param name="channels">Channels of the result.</param>
    public static Value Add(NetworkBuilder net, string name, Value x, int channels)
    {
        var (height, width) = (NetworkBuilder.Height(x), NetworkBuilder.Width(x));
        var still = net with
        {
            Initialization = net.Initialization with { Conv = Initialization.WeightInitialization.Zero, ConvBias = Initialization.WeightInitialization.Zero },
        };
        var offsets = still.Conv($"{name}.offset", x, new(2 * Points, 3) { Padding = 1, Bias = true });
        // GridSample takes columns first.
        offsets = net.Reorder($"{name}.columns-first", offsets, Enumerable.Range(0, 2 * Points).Select(i => i ^ 1));
        offsets = net.Transpose($"{name}.pairs", net.Reshape($"{name}.points", offsets, Points, 2, height, width), 0, 1, 3, 4, 2);
        offsets = net.Reshape($"{name}.rows", offsets, Points * height, width, 2);
        offsets = net.Multiply($"{name}.scaled", offsets, net.Numbers($"{name}.scaled.sides", Tensor.Vector(2f / width, 2f / height)));
        var places = net.Add($"{name}.places", offsets, net.Numbers($"{name}.places.grid", Grid(height, width)));
        var samples = net.Reshape($"{name}.samples", net.Sample($"{name}.sample", x, places), NetworkBuilder.Channels(x) * Points, height, width);
        return net.Relu($"{name}.2", net.BatchNorm($"{name}.1", net.Conv($"{name}.conv", samples, new(channels, 1))));
    }

    // Where the points of each window lie unmoved, point by point: x and y from −1 to 1.
    private static Tensor Grid(int height, int width)
    {
        var values = new float[Points * height * width * 2];
        var at = 0;
        for (var point = 0; point < Points; point++)
        {
            for (var row = 0; row < height; row++)
            {
                for (var column = 0; column < width; column++)
                {
                    values[at++] = ((2 * (column + (point % 3) - 1)) + 1f - width) / width;
                    values[at++] = ((2 * (row + (point / 3) - 1)) + 1f - height) / height;
                }
            }
        }

        return Tensor.Create<float>(values, 1, Points * height, width, 2);
    }
}
