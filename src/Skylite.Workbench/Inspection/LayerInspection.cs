namespace Skylite.Workbench.Inspection;

/// <summary>One node of an inspected model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="Output">Shape of its first output for one image.</param>
/// <param name="Parameters">Trainable numbers that it is the first to use.</param>
/// <param name="Macs">Multiply-accumulates.</param>
/// <param name="ActivationBytes">Bytes of its outputs.</param>
/// <param name="MemoryAccess">Memory access cost in elements (Ma et al., 2018).</param>
public sealed record LayerInspection(string Name, string Operator, string Output, long Parameters, long Macs, long ActivationBytes, long MemoryAccess);
