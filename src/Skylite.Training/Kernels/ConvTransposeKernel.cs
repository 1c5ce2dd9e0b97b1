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
    public KernelBody Prepare(NodeContext node) => KernelLengths.Prepare(node, 1, lengths => Prepare(node, lengths));

    private static KernelBody Prepare(NodeContext node, long[] lengths)
    {
        var window = new SpatialWindow(node, lengths);
        var stated = node.Attributes.Ints("output_shape")?.TakeLast(window.Rank).ToArray();
        var options = new ConvolutionOptions
        {
            Stride = window.Strides,
            Dilation = window.Dilations,
            Padding = new long[window.Rank],
            OutputPadding = [.. node.Attributes.Ints("output_padding") ?? new long[window.Rank]],
            Groups = node.Attributes.Int("group", 1),
            Transposed = true,
        };
        if (stated is not null || window.DependsOnInput)
        {
            var startsLarger = node.Attributes.Text("auto_pad", "NOTSET") != "SAME_UPPER";
            return frame =>
            {
                var sizes = stated ?? [.. frame.Input(0).Shape[2..].Zip(window.Strides, (n, s) => n * s)];
                frame.SetOutput(0, Fit(frame, options with { OutputPadding = new long[window.Rank] }, (sum, axis) =>
                {
                    var total = sum.Shape[axis + 2] + options.OutputPadding[axis] - sizes[axis];
                    var begin = Math.Max(0, startsLarger ? total - (total / 2) : total / 2);
                    return (begin, sum.Shape[axis + 2] - sizes[axis] - begin);
                }));
            };
        }

        var (begin, end) = window.Padding([]);
        if (!SpatialWindow.IsSymmetric(begin, end))
        {
            return frame => frame.SetOutput(0, Fit(frame, options, (_, axis) => (begin[axis], end[axis])));
        }

        var padded = options with { Padding = begin };
        return frame => frame.SetOutput(0, Convolve(frame, frame.Optional(2), padded));
    }

    // libtorch 1.13 has no 16-bit transposed convolution: it is computed in the type of its weight and handed on in that of its input.
    private static TorchTensor Convolve(KernelFrame frame, TorchTensor? bias, ConvolutionOptions options)
    {
        var (input, weight) = (frame.Input(0), frame.Input(1));
        if (input.Type == weight.Type)
        {
            return Aten.Convolution(input, weight, bias, options);
        }

        using var wide = Aten.To(input, weight.Type);
        using var sum = Aten.Convolution(wide, weight, bias, options);
        return Aten.To(sum, input.Type);
    }

    // Cuts off what the padding takes away at both ends; where that is negative, only the bias stands beyond the sum.
    private static TorchTensor Fit(KernelFrame frame, ConvolutionOptions options, Func<TorchTensor, int, (long Begin, long End)> cut)
    {
        using var sum = Convolve(frame, null, options);
        var cuts = Enumerable.Range(0, sum.Rank - 2).Select(axis => cut(sum, axis)).ToArray();
        var result = SpatialWindow.Pad(sum, [.. cuts.Select(c => -c.Begin)], [.. cuts.Select(c => -c.End)], 0);
        if (frame.Optional(2) is not { } bias)
        {
            return result;
        }

        using (result)
        using (var shaped = Aten.Reshape(bias, [-1, .. Enumerable.Repeat(1L, sum.Rank - 2)]))
        {
            return Aten.Add(result, shaped);
        }
    }
}
