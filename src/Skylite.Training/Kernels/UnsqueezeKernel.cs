using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Unsqueeze: puts in axes of length 1, numbered as they stand in the result.</summary>
public sealed class UnsqueezeKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Unsqueeze";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axes = node.IntsOf("axes", 1);
        return frame =>
        {
            var input = frame.Input(0);
            var named = axes ?? frame.Input(1).ToArray<long>();
            var rank = input.Rank + named.Length;
            var added = named.Select(a => a < 0 ? a + rank : a).ToHashSet();
            var shape = new long[rank];
            for (int i = 0, next = 0; i < rank; i++)
            {
                shape[i] = added.Contains(i) ? 1 : input.Shape[next++];
            }

            frame.SetOutput(0, Aten.Reshape(input, shape));
        };
    }
}
