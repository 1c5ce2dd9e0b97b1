using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Transpose; without <c>perm</c> it reverses the axes.</summary>
public sealed class TransposeKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Transpose";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var order = node.Attributes.Ints("perm")?.ToArray();
        return frame =>
        {
            var input = frame.Input(0);
            frame.SetOutput(0, Aten.Permute(input, order ?? [.. Enumerable.Range(0, input.Rank).Reverse().Select(a => (long)a)]));
        };
    }
}
