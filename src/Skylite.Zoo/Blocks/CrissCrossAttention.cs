using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>Every pixel gathers from its row and its column, twice, and so from the whole image.</summary>
/// <remarks>
/// Huang et al. 2019, section 3.2: affinity over the H + W − 1 pixels of the cross, softmax, aggregation; two turns share their weights (section 3.3).
/// The learnt factors, which start at 0, are one for each channel.
/// </remarks>
public static class CrissCrossAttention
{
    private const int Turns = 2;

    /// <summary>Recurrent criss-cross attention.</summary>
    public static Block Block { get; } = new("criss-cross", "Huang et al. 2019, CCNet: criss-cross attention for semantic segmentation", Add);

    /// <summary>Adds both turns.</summary>
    public static Value Add(NetworkBuilder net, string name, Value x)
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            x = Turn(net.Repeat(turn), name, x);
        }

        return x;
    }

    private static Value Turn(NetworkBuilder net, string name, Value x)
    {
        var (channels, height, width) = (NetworkBuilder.Channels(x), NetworkBuilder.Height(x), NetworkBuilder.Width(x));
        var inner = Math.Max(4, channels / 8);
        var query = net.Conv($"{name}.query_conv", x, new(inner, 1) { Bias = true });
        var key = net.Conv($"{name}.key_conv", x, new(inner, 1) { Bias = true });
        var value = net.Conv($"{name}.value_conv", x, new(channels, 1) { Bias = true });

        // [batch, column, row, row of the key]; a pixel meets itself in its row already.
        var down = net.MatMul(
            $"{name}.down.energy", net.Transpose($"{name}.down.query", query, 0, 3, 2, 1), net.Transpose($"{name}.down.key", key, 0, 3, 1, 2));
        down = net.Add($"{name}.down.others", down, net.Numbers($"{name}.down.others.self", Diagonal(height)));
        var along = net.MatMul(
            $"{name}.along.energy", net.Transpose($"{name}.along.query", query, 0, 2, 3, 1), net.Transpose($"{name}.along.key", key, 0, 2, 1, 3));
        var cross = net.Softmax($"{name}.softmax", net.Columns($"{name}.cross", net.Transpose($"{name}.down.turned", down, 0, 2, 1, 3), along), 3);

        var fromColumn = net.Transpose($"{name}.down.attention", net.Slice($"{name}.down.part", cross, 3, 0, height), 0, 2, 1, 3);
        var fromRow = net.Slice($"{name}.along.part", cross, 3, height, width);
        var gathered = net.Add(
            $"{name}.sum",
            net.Transpose(
                $"{name}.down.image", net.MatMul($"{name}.down.gather", fromColumn, net.Transpose($"{name}.down.value", value, 0, 3, 2, 1)), 0, 3, 2, 1),
            net.Transpose(
                $"{name}.along.image", net.MatMul($"{name}.along.gather", fromRow, net.Transpose($"{name}.along.value", value, 0, 2, 3, 1)), 0, 3, 1, 2));
        return net.Add($"{name}.add", net.ScaleChannels($"{name}.gamma", gathered, 0), x);
    }

    // Large enough that the exponential is 0, small enough for bfloat16.
    private static Tensor Diagonal(int length)
    {
        var values = new float[length * length];
        for (var i = 0; i < length; i++)
        {
            values[(i * length) + i] = -1e9f;
        }

        return Tensor.Create<float>(values, 1, 1, length, length);
    }
}
