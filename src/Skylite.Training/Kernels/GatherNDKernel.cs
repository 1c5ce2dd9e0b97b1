using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX GatherND: slices by index tuples, within each entry of the leading axes.</summary>
public sealed class GatherNDKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "GatherND";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var lead = (int)node.Attributes.Int("batch_dims", 0);
        return frame =>
        {
            TorchTensor data = frame.Input(0), indices = frame.Input(1);
            var depth = (int)indices.Shape[^1];
            long[] lengths = data.Shape[lead..(lead + depth)], rest = data.Shape[(lead + depth)..];
            var batches = TupleIndices.Product(data.Shape.AsSpan(0, lead));
            var size = TupleIndices.Product(lengths);
            using var linear = TupleIndices.Linear(indices, lengths);
            using var rows = Aten.Reshape(linear, [batches, -1]);
            using var offsets = TorchTensor.From<long>([.. Enumerable.Range(0, (int)batches).Select(b => b * size)], batches, 1);
            using var places = Aten.Add(rows, offsets);
            using var index = Aten.Reshape(places, -1);
            using var slices = Aten.Reshape(data, [batches * size, .. rest]);
            using var picked = Aten.IndexSelect(slices, 0, index);
            frame.SetOutput(0, Aten.Reshape(picked, [.. indices.Shape[..^1], .. rest]));
        };
    }
}
