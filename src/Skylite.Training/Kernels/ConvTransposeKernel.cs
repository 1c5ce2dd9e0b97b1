using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX ConvTranspose over one to three spatial axes.</summary>
public sealed class ConvTransposeKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "ConvTranspose";

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
            ?? (node.Node.Input(1).Shape is { IsKnown: true } weight ? weight.ToLengths()[2..] : null)
            ?? throw node.Refuse("the size of its kernel is unknown.");
        var window = new SpatialWindow(node, shape);
        if (window.DependsOnInput || node.Attributes.Contains("output_shape"))
        {
            throw node.Refuse("padding that follows from the output's size is not supported; state 'pads'.");
        }

        var (begin, end) = window.Padding([]);
        var symmetric = SpatialWindow.IsSymmetric(begin, end);
        var options = new ConvolutionOptions
        {
            Stride = window.Strides,
            Dilation = window.Dilations,
            Padding = symmetric ? begin : new long[window.Rank],
            OutputPadding = [.. node.Attributes.Ints("output_padding") ?? new long[window.Rank]],
            Groups = node.Attributes.Int("group", 1),
            Transposed = true,
        };
        return frame =>
        {
            var full = Aten.Convolution(frame.Input(0), frame.Input(1), frame.Optional(2), options);
            if (symmetric)
            {
                frame.SetOutput(0, full);
                return;
            }

            using (full)
            {
                frame.SetOutput(0, SpatialWindow.Pad(full, [.. begin.Select(p => -p)], [.. end.Select(p => -p)], 0));
            }
        };
    }
}
