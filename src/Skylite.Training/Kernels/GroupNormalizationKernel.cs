using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX GroupNormalization; scale and shift per group in operator set 18, per channel from 21 on.</summary>
public sealed class GroupNormalizationKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "GroupNormalization";

    /// <inheritdoc/>
    public ParameterRole RoleOf(int input) => input is 1 or 2 ? ParameterRole.Norm : ParameterRole.Constant;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var groups = node.Attributes.Int("num_groups", 1);
        var epsilon = node.Number("epsilon", 1e-5f);
        return frame =>
        {
            var input = frame.Input(0);
            var each = input.Shape[1] / frame.Input(1).Count;
            using var scale = Spread(frame.Input(1), each);
            using var shift = Spread(frame.Input(2), each);
            frame.SetOutput(0, Aten.GroupNorm(input, groups, scale, shift, epsilon));
        };
    }

    private static TorchTensor Spread(TorchTensor values, long each) => each == 1 ? values.Alias() : Aten.RepeatInterleave(values, each, 0);
}
