using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>An operator of two tensors, element by element with broadcasting.</summary>
/// <param name="opType">The operator's name as ONNX spells it.</param>
/// <param name="function">Computes it.</param>
/// <param name="role">What a learnt operand is.</param>
public sealed class ArithmeticKernel(string opType, Func<TorchTensor, TorchTensor, TorchTensor> function, ParameterRole role = ParameterRole.Constant)
    : IKernel
{
    /// <inheritdoc/>
    public string OpType => opType;

    /// <inheritdoc/>
    public bool OutputCanBeOverwritten => OpType is "Add" or "Sub";

    /// <inheritdoc/>
    public ParameterRole RoleOf(int input) => role;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node) => OpType == "Add" ? Add : frame => frame.SetOutput(0, function(frame.Input(0), frame.Input(1)));

    private static void Add(KernelFrame frame)
    {
        TorchTensor left = frame.Input(0), right = frame.Input(1);
        var target = frame.CanOverwrite(0) ? 0 : frame.CanOverwrite(1) ? 1 : -1;
        if (target >= 0 && left.Shape.AsSpan().SequenceEqual(right.Shape) && left.Type == right.Type)
        {
            Aten.AddInPlace(target == 0 ? left : right, target == 0 ? right : left);
            frame.Forward(target);
        }
        else
        {
            frame.SetOutput(0, Aten.Add(left, right));
        }
    }
}
