using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Gather: picks slices along one axis; negative indices count from the end.</summary>
public sealed class GatherKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Gather";

    /// <inheritdoc/>
    public ParameterRole RoleOf(int input) => input == 0 ? ParameterRole.Other : ParameterRole.Constant;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axis = node.Attributes.Int("axis", 0);
        return frame =>
        {
            var data = frame.Input(0);
            var indices = frame.Input(1);
            var along = axis < 0 ? axis + data.Rank : axis;
            var size = data.Shape[along];
            using var flat = Aten.Reshape(indices, [-1]);
            using var wide = Aten.To(flat, ScalarType.Int64);
            using var positive = Aten.Remainder(wide, size);
            using var picked = Aten.IndexSelect(data, along, positive);
            frame.SetOutput(0, Aten.Reshape(picked, [.. data.Shape[..(int)along], .. indices.Shape, .. data.Shape[((int)along + 1)..]]));
        };
    }
}
