using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Flatten: everything before the axis into rows, the rest into columns.</summary>
public sealed class FlattenKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Flatten";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axis = node.Attributes.Int("axis", 1);
        return frame =>
        {
            var input = frame.Input(0);
            var split = (int)(axis < 0 ? axis + input.Rank : axis);
            long rows = 1, columns = 1;
            for (var i = 0; i < input.Rank; i++)
            {
                (rows, columns) = i < split ? (rows * input.Shape[i], columns) : (rows, columns * input.Shape[i]);
            }

            frame.SetOutput(0, Aten.Reshape(input, [rows, columns]));
        };
    }
}
