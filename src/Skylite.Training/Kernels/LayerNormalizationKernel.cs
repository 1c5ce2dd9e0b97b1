using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX LayerNormalization over all axes from the given one on.</summary>
public sealed class LayerNormalizationKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "LayerNormalization";

    /// <inheritdoc/>
    public ParameterRole RoleOf(int input) => input is 1 or 2 ? ParameterRole.Norm : ParameterRole.Constant;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axis = (int)node.Attributes.Int("axis", -1);
        var epsilon = node.Number("epsilon", 1e-5f);
        if (node.Node.Outputs.Skip(1).Any(o => o is not null && o.Uses.Count > 0))
        {
            throw node.Refuse("its outputs of mean and deviation are not supported.");
        }

        return frame =>
        {
            var input = frame.Input(0);
            var normalised = input.Shape[(axis < 0 ? axis + input.Rank : axis)..];
            frame.SetOutput(0, Aten.LayerNorm(input, normalised, frame.Input(1), frame.Optional(2), epsilon));
        };
    }
}
