using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>An operator of one or more tensors that is folded pair by pair: Sum, Mean, Min, Max.</summary>
/// <param name="opType">The operator's name as ONNX spells it.</param>
/// <param name="function">Folds two tensors, with broadcasting.</param>
/// <param name="mean">Whether the result is divided by the number of tensors.</param>
public sealed class VariadicKernel(string opType, Func<TorchTensor, TorchTensor, TorchTensor> function, bool mean = false) : IKernel
{
    /// <inheritdoc/>
    public string OpType => opType;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node) => Run;

    private void Run(KernelFrame frame)
    {
        var result = frame.Input(0).Alias();
        for (var i = 1; i < frame.InputCount; i++)
        {
            using var before = result;
            result = function(before, frame.Input(i));
        }

        if (mean && frame.InputCount > 1)
        {
            using var sum = result;
            result = Aten.Div(sum, frame.InputCount);
        }

        frame.SetOutput(0, result);
    }
}
