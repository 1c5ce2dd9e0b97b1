using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Conv over one to three spatial axes, with groups, dilations and any padding.</summary>
public sealed class ConvKernel : IKernel
{
    private delegate TorchTensor Convolution(TorchTensor input, TorchTensor weight, TorchTensor? bias, long[] padding);

    /// <inheritdoc/>
    public string OpType => "Conv";

    /// <inheritdoc/>
    public bool OutputCanBeOverwritten => true;

    /// <inheritdoc/>
    public ParameterRole RoleOf(int input) => input switch
    {
        1 => ParameterRole.Weight,
        2 => ParameterRole.Bias,
        _ => ParameterRole.Constant,
    };

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var shape = node.Attributes.Ints("kernel_shape")
            ?? (node.Node.Input(1).Shape is { IsKnown: true } weight ? [.. weight.ToLengths().Skip(2)] : null)
            ?? throw node.Refuse("the size of its kernel is unknown.");
        var window = new SpatialWindow(node, shape);
        var groups = node.Attributes.Int("group", 1);
        Convolution convolution = window.Rank switch
        {
            1 => (x, w, b, p) => Aten.Conv1d(x, w, b, window.Strides, p, window.Dilations, groups),
            2 => (x, w, b, p) => Aten.Conv2d(x, w, b, window.Strides, p, window.Dilations, groups),
            _ => (x, w, b, p) => Aten.Conv3d(x, w, b, window.Strides, p, window.Dilations, groups),
        };

        var none = new long[window.Rank];
        return frame =>
        {
            var input = frame.Input(0);
            var (begin, end) = window.Padding(input.Shape);
            if (SpatialWindow.IsSymmetric(begin, end))
            {
                frame.SetOutput(0, convolution(input, frame.Input(1), frame.Optional(2), begin));
            }
            else
            {
                using var padded = SpatialWindow.Pad(input, begin, end, 0);
                frame.SetOutput(0, convolution(padded, frame.Input(1), frame.Optional(2), none));
            }
        };
    }
}
