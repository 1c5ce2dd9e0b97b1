using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>
/// ONNX RoiAlign. Averages over bilinear samples are separable: every region is its rows' weights × image × its columns' weights.
/// The maximum is that of the weighted neighbours, as ONNX defines it. Regions get no gradient.
/// </summary>
public sealed class RoiAlignKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "RoiAlign";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var geometry = new RoiGeometry(
            (int)node.Attributes.Int("output_height", 1),
            (int)node.Attributes.Int("output_width", 1),
            (int)node.Attributes.Int("sampling_ratio", 0),
            node.Attributes.Float("spatial_scale", 1),
            node.Attributes.Text("coordinate_transformation_mode", node.Opset < 16 ? "output_half_pixel" : "half_pixel") == "half_pixel");
        var mode = node.Attributes.Text("mode", "avg");
        if (mode is not ("avg" or "max"))
        {
            throw node.Refuse($"mode '{mode}' is not known.");
        }

        return frame =>
        {
            var (input, regions, images) = (frame.Input(0), frame.Input(1).ToArray<float>(), frame.Input(2).ToArray<long>());
            frame.SetOutput(0, images.Length == 0
                ? TorchTensor.Full(0, input.Type, input.Device, 0, input.Shape[1], geometry.Height, geometry.Width)
                : Pool(input, regions, images, geometry, mode == "max"));
        };
    }

    private static TorchTensor Pool(TorchTensor input, float[] regions, long[] images, RoiGeometry geometry, bool max)
    {
        var parts = new List<TorchTensor>();
        var order = new List<int>();
        foreach (var group in images.Select((image, region) => (image, region)).GroupBy(p => p.image, p => p.region))
        {
            using var image = Aten.Select(input, 0, group.Key);
            int[] members = [.. group];
            order.AddRange(members);
            var lines = members.Select(r => geometry.Lines(regions.AsSpan(4 * r, 4), (int)input.Shape[2], (int)input.Shape[3])).ToArray();
            parts.Add(max ? Maximum(image, lines, geometry) : Average(image, lines, geometry));
        }

        var joined = parts.Count == 1 ? parts[0] : Aten.Cat(parts);
        if (order.SequenceEqual(Enumerable.Range(0, order.Count)))
        {
            return joined;
        }

        var back = new long[order.Count];
        for (var i = 0; i < back.Length; i++)
        {
            back[order[i]] = i;
        }

        using var indices = TorchTensor.From<long>(back, back.Length);
        return Aten.IndexSelect(joined, 0, indices);
    }

    private static TorchTensor Average(TorchTensor image, (RoiLine[] Rows, RoiLine[] Columns)[] lines, RoiGeometry geometry)
    {
        var (channels, height, width, count) = (image.Shape[0], image.Shape[1], image.Shape[2], (long)lines.Length);
        using var rows = Mean([.. lines.Select(l => l.Rows)], geometry.Height, (int)height, image.Type);
        using var columns = Mean([.. lines.Select(l => l.Columns)], geometry.Width, (int)width, image.Type);
        var flat = Aten.Reshape(Aten.Permute(image, 1, 0, 2), height, channels * width);
        var across = Aten.Reshape(Aten.MatMul(Aten.Reshape(rows, count * geometry.Height, height), flat), count, geometry.Height * channels, width);
        var pooled = Aten.Reshape(Aten.Bmm(across, Aten.Transpose(columns, 1, 2)), count, geometry.Height, channels, geometry.Width);
        return Aten.Permute(pooled, 0, 2, 1, 3);
    }

    // Regions × bins × length: the mean weight of every row of the image in every bin.
    private static TorchTensor Mean(RoiLine[][] lines, int bins, int length, ScalarType type)
    {
        var weights = new double[lines.Length * bins * length];
        for (var r = 0; r < lines.Length; r++)
        {
            var samples = lines[r].Length / bins;
            for (var i = 0; i < lines[r].Length; i++)
            {
                var line = lines[r][i];
                var at = ((r * bins) + (i / samples)) * length;
                weights[at + line.Low] += line.LowWeight / samples;
                weights[at + line.High] += line.HighWeight / samples;
            }
        }

        using var exact = TorchTensor.From<double>(weights, lines.Length, bins, length);
        return Aten.To(exact, type);
    }

    private static TorchTensor Maximum(TorchTensor image, (RoiLine[] Rows, RoiLine[] Columns)[] lines, RoiGeometry geometry) =>
        Aten.Stack([.. lines.Select(l => Maximum(image, l.Rows, l.Columns, geometry))]);

    private static TorchTensor Maximum(TorchTensor image, RoiLine[] rows, RoiLine[] columns, RoiGeometry geometry)
    {
        if (rows.Length == 0 || columns.Length == 0)
        {
            return TorchTensor.Full(0, image.Type, image.Device, image.Shape[0], geometry.Height, geometry.Width);
        }

        TorchTensor? largest = null;
        foreach (var (top, left) in new[] { (true, true), (true, false), (false, true), (false, false) })
        {
            var corner = Corner(Corner(image, rows, 1, top), columns, 2, left);
            largest = largest is null ? corner : Aten.Maximum(largest, corner);
        }

        var bins = Aten.Reshape(largest!, image.Shape[0], geometry.Height, rows.Length / geometry.Height, geometry.Width, columns.Length / geometry.Width);
        return Aten.Amax(bins, [2, 4]);
    }

    // The lower or higher neighbours of all samples along one axis, times their weights.
    private static TorchTensor Corner(TorchTensor image, RoiLine[] lines, int axis, bool low)
    {
        var shape = new long[3];
        Array.Fill(shape, 1);
        shape[axis] = lines.Length;
        using var indices = TorchTensor.From<long>(Array.ConvertAll(lines, l => (long)(low ? l.Low : l.High)), lines.Length);
        using var weights = TorchTensor.From<float>(Array.ConvertAll(lines, l => low ? l.LowWeight : l.HighWeight), shape);
        using var typed = Aten.To(weights, image.Type);
        return Aten.Mul(Aten.IndexSelect(image, axis, indices), typed);
    }
}
