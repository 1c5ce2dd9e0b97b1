namespace Skylite.Training.Kernels;

/// <summary>How one ONNX operator is computed, with gradients, by libtorch.</summary>
public interface IKernel
{
    /// <summary>The operator's name as ONNX spells it.</summary>
    string OpType { get; }

    /// <summary>Reads a node's attributes and constants once and returns what computes it.</summary>
    /// <exception cref="NotSupportedException">The node asks for something that the kernel cannot do; the message names it.</exception>
    KernelBody Prepare(NodeContext node);

    /// <summary>What an initializer is that stands at the given input.</summary>
    ParameterRole RoleOf(int input) => ParameterRole.Constant;

    /// <summary>
    /// Whether a consumer may overwrite the output in place: it is fresh memory, never a view of an input, and the backward pass does not read it.
    /// </summary>
    bool OutputCanBeOverwritten => false;
}
