using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>An operator of one tensor, element by element.</summary>
public sealed class UnaryKernel : IKernel
{
    private readonly Func<NodeContext, Func<TorchTensor, TorchTensor>> _prepare;

    /// <summary>An operator without attributes.</summary>
    public UnaryKernel(string opType, Func<TorchTensor, TorchTensor> function)
        : this(opType, _ => function)
    {
    }

    /// <summary>An operator whose attributes are read when the node is prepared.</summary>
    public UnaryKernel(string opType, Func<NodeContext, Func<TorchTensor, TorchTensor>> prepare) => (OpType, _prepare) = (opType, prepare);

    /// <inheritdoc/>
    public string OpType { get; }

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var function = _prepare(node);
        return frame => frame.SetOutput(0, function(frame.Input(0)));
    }
}
