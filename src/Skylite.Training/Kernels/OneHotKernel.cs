using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX OneHot: one value at the index along a new axis, another elsewhere; an index outside the axis marks nothing.</summary>
public sealed class OneHotKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "OneHot";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axis = node.Attributes.Int("axis", -1);
        return frame =>
        {
            using var indices = Aten.To(frame.Input(0), ScalarType.Int64);
            var depth = (int)frame.Input(1).ToArray<long>()[0];
            using var wrapped = Aten.Where(Aten.Lt(indices, 0), Aten.Add(indices, depth), indices);
            using var places = Aten.Unsqueeze(wrapped, axis);
            var shape = Enumerable.Repeat(1L, places.Rank).ToArray();
            shape[axis < 0 ? axis + places.Rank : axis] = depth;
            using var range = TorchTensor.From<long>([.. Enumerable.Range(0, depth).Select(i => (long)i)], shape);
            using var here = Aten.Eq(places, range);
            using var off = Aten.Select(frame.Input(2), 0, 0);
            using var on = Aten.Select(frame.Input(2), 0, 1);
            frame.SetOutput(0, Aten.Where(here, on, off));
        };
    }
}
