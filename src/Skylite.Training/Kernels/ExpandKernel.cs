using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Expand: broadcasts to a shape, both ways.</summary>
public sealed class ExpandKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Expand";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var given = node.ConstantOf(1)?.ToInt64();
        return frame =>
        {
            var input = frame.Input(0);
            var wish = given ?? frame.Input(1).ToArray<long>();
            var shape = new long[Math.Max(wish.Length, input.Rank)];
            for (var i = 1; i <= shape.Length; i++)
            {
                var wished = i <= wish.Length ? wish[^i] : 1;
                shape[^i] = wished == 1 && i <= input.Rank ? input.Shape[^i] : wished;
            }

            frame.SetOutput(0, Aten.Expand(input, shape));
        };
    }
}
