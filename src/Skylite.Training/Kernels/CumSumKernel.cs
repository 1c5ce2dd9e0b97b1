using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX CumSum: running sums along an axis, with or without the element itself, from either end.</summary>
public sealed class CumSumKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "CumSum";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var exclusive = node.Attributes.Int("exclusive", 0) != 0;
        var reverse = node.Attributes.Int("reverse", 0) != 0;
        var known = node.ConstantOf(1)?.ToInt64()[0];
        return frame =>
        {
            var input = frame.Input(0);
            var axis = known ?? (long)frame.Input(1).Item();
            using var x = reverse ? Aten.Flip(input, axis) : input.Alias();
            using var sums = Aten.CumSum(x, axis);
            // a sum of 32-bit integers has 64 bits in libtorch
            using var typed = sums.Type == input.Type ? sums.Alias() : Aten.To(sums, input.Type);
            using var result = exclusive ? Aten.Sub(typed, x) : typed.Alias();
            frame.SetOutput(0, reverse ? Aten.Flip(result, axis) : result.Alias());
        };
    }
}
