using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>MatMulInteger and QLinearMatMul: matrix products of 8-bit integers, exact, without gradients.</summary>
/// <param name="opType">The operator's name as ONNX spells it.</param>
public sealed class IntegerMatMulKernel(string opType) : IKernel
{
    private readonly bool _requantizes = opType == "QLinearMatMul";

    /// <inheritdoc/>
    public string OpType => opType;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node) => frame =>
    {
        // the rows of A and the columns of B may each have a grid of their own
        using var a = IntegerOperand.Centre(frame.Input(0), frame.Optional(2), -2);
        using var b = IntegerOperand.Centre(frame.Input(_requantizes ? 3 : 1), frame.Optional(_requantizes ? 5 : 3), -1);
        using var sum = Aten.MatMul(a, b);
        frame.SetOutput(0, _requantizes ? Requantized(frame, sum) : Aten.To(sum, ScalarType.Int32));
    };

    private static TorchTensor Requantized(KernelFrame frame, TorchTensor sum)
    {
        using var left = IntegerOperand.Spread(frame.Input(1), -2, sum.Rank);
        using var right = IntegerOperand.Spread(frame.Input(4), -1, sum.Rank);
        using var own = IntegerOperand.Spread(frame.Input(6), -1, sum.Rank);
        using var product = Aten.Mul(left, right);
        using var factor = Aten.Div(product, own);
        return IntegerOperand.Requantize(sum, factor, frame.Input(7));
    }
}
