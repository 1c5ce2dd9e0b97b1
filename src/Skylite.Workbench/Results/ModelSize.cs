namespace Skylite.Workbench.Results;

/// <summary>How large and how slow a model is.</summary>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="Macs">Multiply-accumulates for one input.</param>
/// <param name="Bytes">Bytes of the file.</param>
/// <param name="Milliseconds">Median time for one input in ONNX Runtime, one thread, measured by turns with the models it is compared with.</param>
public sealed record ModelSize(long Parameters, long Macs, long Bytes, double Milliseconds);
