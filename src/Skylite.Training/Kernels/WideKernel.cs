namespace Skylite.Training.Kernels;

/// <summary>
/// A kernel whose function libtorch 1.13 has in 32 bits only, or for tensors of one type only, or
/// whose positions in an image 16 bits cannot hold: 16-bit activations are widened for it.
/// </summary>
/// <param name="kernel">The kernel.</param>
public sealed class WideKernel(IKernel kernel) : IKernel
{
    /// <inheritdoc/>
    public string OpType => kernel.OpType;

    /// <inheritdoc/>
    public bool OutputCanBeOverwritten => kernel.OutputCanBeOverwritten;

    /// <inheritdoc/>
    public ParameterRole RoleOf(int input) => kernel.RoleOf(input);

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var body = kernel.Prepare(node);
        return frame =>
        {
            using var widened = frame.Widen();
            body(frame);
        };
    }
}
