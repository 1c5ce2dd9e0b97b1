using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX ScatterND: overwrites slices named by index tuples, or adds, multiplies or compares with them.</summary>
public sealed class ScatterNDKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "ScatterND";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var reduction = ScatterElementsKernel.ReductionOf(node);
        return frame =>
        {
            TorchTensor data = frame.Input(0), indices = frame.Input(1);
            var depth = (int)indices.Shape[^1];
            var rest = TupleIndices.Product(data.Shape.AsSpan(depth));
            using var linear = TupleIndices.Linear(indices, data.Shape.AsSpan(0, depth));
            using var column = Aten.Reshape(linear, [-1, 1]);
            using var places = Aten.Expand(column, [linear.Count, rest]);
            using var slices = Aten.Reshape(data, [-1, rest]);
            using var updates = Aten.Reshape(frame.Input(2), [linear.Count, rest]);
            using var result = ScatterElementsKernel.Scatter(slices, 0, places, updates, reduction);
            frame.SetOutput(0, Aten.Reshape(result, data.Shape));
        };
    }
}
