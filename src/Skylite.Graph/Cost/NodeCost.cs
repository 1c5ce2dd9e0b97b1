namespace Skylite.Graphs.Cost;

/// <summary>What one node of a network costs.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="OpType">Its operator.</param>
/// <param name="Outputs">Shapes of its outputs; <see langword="null"/> for one that is not known.</param>
/// <param name="Parameters">Trainable numbers that it is the first to use.</param>
/// <param name="Macs">Multiply-accumulate operations.</param>
/// <param name="ActivationBytes">Bytes of its outputs.</param>
/// <param name="MovedBytes">Bytes of inputs, parameters and outputs together; 0 for nodes that only rename axes.</param>
/// <param name="MemoryAccess">
/// Elements that a convolution or matrix product reads and writes: inputs, outputs and weights (Ma, Zhang, Zheng and Sun, 2018, equation 1); 0 otherwise.
/// </param>
public sealed record NodeCost(
    string Name,
    string OpType,
    IReadOnlyList<Shape?> Outputs,
    long Parameters,
    long Macs,
    long ActivationBytes,
    long MovedBytes,
    long MemoryAccess);
