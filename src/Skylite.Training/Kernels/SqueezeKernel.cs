using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Squeeze: drops axes of length 1, all of them when none are named.</summary>
public sealed class SqueezeKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Squeeze";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axes = node.IntsOf("axes", 1);
        return frame =>
        {
            var input = frame.Input(0);
            var named = axes ?? frame.Optional(1)?.ToArray<long>();
            var dropped = (named ?? [.. Enumerable.Range(0, input.Rank).Where(a => input.Shape[a] == 1).Select(a => (long)a)])
                .Select(a => a < 0 ? a + input.Rank : a)
                .ToHashSet();
            if (dropped.FirstOrDefault(a => input.Shape[a] != 1, -1) is var wrong and >= 0)
            {
                throw new InvalidDataException($"Node '{node.Node.Name}' (Squeeze) is to drop axis {wrong}, whose length is {input.Shape[wrong]}, not 1.");
            }

            frame.SetOutput(0, Aten.Reshape(input, [.. input.Shape.Where((_, axis) => !dropped.Contains(axis))]));
        };
    }
}
