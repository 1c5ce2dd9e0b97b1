namespace Skylite.Training.Kernels;

/// <summary>ONNX Identity: no data is copied.</summary>
public sealed class IdentityKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Identity";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node) => static frame => frame.SetOutput(0, frame.Input(0).Alias());
}
