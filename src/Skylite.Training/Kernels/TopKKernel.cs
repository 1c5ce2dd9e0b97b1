using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX TopK: the largest or smallest elements along an axis and their places.</summary>
public sealed class TopKKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "TopK";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axis = node.Attributes.Int("axis", -1);
        var largest = node.Attributes.Int("largest", 1) != 0;
        var sorted = node.Attributes.Int("sorted", 1) != 0;
        var count = node.Attributes.Contains("k") ? node.Attributes.Int("k", 1) : node.ConstantOf(1)?.ToInt64()[0];
        return frame =>
        {
            var (values, places) = Aten.TopK(frame.Input(0), count ?? (long)frame.Input(1).Item(), axis, largest, sorted);
            frame.SetOutput(0, values);
            frame.SetOutput(1, places);
        };
    }
}
