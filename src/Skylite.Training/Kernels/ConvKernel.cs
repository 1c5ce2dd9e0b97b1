using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Conv over one to three spatial axes, with groups, dilations and any padding.</summary>
public sealed class ConvKernel : IKernel
{
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
    public KernelBody Prepare(NodeContext node) => KernelLengths.Prepare(node, 1, lengths => Prepare(node, lengths));

    private static KernelBody Prepare(NodeContext node, long[] lengths)
    {
        var window = new SpatialWindow(node, lengths);
        var plain = new ConvolutionOptions
        {
            Stride = window.Strides,
            Dilation = window.Dilations,
            Groups = node.Attributes.Int("group", 1),
            Padding = new long[window.Rank],
        };
        if (!window.DependsOnInput && window.Padding([]) is var (fixedBegin, fixedEnd) && SpatialWindow.IsSymmetric(fixedBegin, fixedEnd))
        {
            var padded = plain with { Padding = fixedBegin };
            return frame => frame.SetOutput(0, Aten.ConvolutionNd(frame.Input(0), frame.Input(1), frame.Optional(2), padded));
        }

        return frame =>
        {
            var (begin, end) = window.Padding(frame.Input(0).Shape);
            using var padded = SpatialWindow.Pad(frame.Input(0), begin, end, 0);
            frame.SetOutput(0, Aten.ConvolutionNd(padded, frame.Input(1), frame.Optional(2), plain));
        };
    }
}
