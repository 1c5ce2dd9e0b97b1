using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ConvInteger and QLinearConv: convolutions of 8-bit integers, exact, without gradients.</summary>
/// <param name="opType">The operator's name as ONNX spells it.</param>
public sealed class IntegerConvKernel(string opType) : IKernel
{
    private readonly bool _requantizes = opType == "QLinearConv";

    /// <inheritdoc/>
    public string OpType => opType;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node) => KernelLengths.Prepare(node, _requantizes ? 3 : 1, lengths => Prepare(node, lengths));

    private KernelBody Prepare(NodeContext node, long[] lengths)
    {
        var weight = _requantizes ? 3 : 1;
        var window = new SpatialWindow(node, lengths);
        var options = new ConvolutionOptions
        {
            Stride = window.Strides,
            Dilation = window.Dilations,
            Groups = node.Attributes.Int("group", 1),
            Padding = new long[window.Rank],
        };
        return frame =>
        {
            using var x = IntegerOperand.Centre(frame.Input(0), frame.Optional(2), -1);
            using var w = IntegerOperand.Centre(frame.Input(weight), frame.Optional(_requantizes ? 5 : 3), 0);
            var (begin, end) = window.Padding(x.Shape);
            using var padded = SpatialWindow.Pad(x, begin, end, 0);
            using var bias = _requantizes && frame.Optional(8) is { } b ? Aten.To(b, ScalarType.Float64) : null;
            using var sum = Aten.Convolution(padded, w, bias, options);
            frame.SetOutput(0, _requantizes ? Requantized(frame, sum) : Aten.To(sum, ScalarType.Int32));
        };
    }

    private static TorchTensor Requantized(KernelFrame frame, TorchTensor sum)
    {
        using var scales = IntegerOperand.Spread(frame.Input(4), 1, sum.Rank);
        using var factor = Aten.Mul(scales, frame.Input(1).Item() / frame.Input(6).Item());
        return IntegerOperand.Requantize(sum, factor, frame.Input(7));
    }
}
