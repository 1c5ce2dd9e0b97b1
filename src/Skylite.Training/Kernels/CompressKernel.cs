using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Compress: the slices of an axis (or the elements in a row) whose condition holds.</summary>
public sealed class CompressKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Compress";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        long? axis = node.Attributes.Contains("axis") ? node.Attributes.Int("axis", 0) : null;
        return frame =>
        {
            using var places = Aten.NonZero(frame.Input(1));
            using var index = Aten.Reshape(places, -1);
            using var source = axis is null ? Aten.Reshape(frame.Input(0), -1) : frame.Input(0).Alias();
            frame.SetOutput(0, Aten.IndexSelect(source, axis ?? 0, index));
        };
    }
}
