namespace Skylite.Workbench.Inspection;

/// <summary>What Skylite can do with one type of operator in a model.</summary>
/// <param name="Operator">The operator, with its domain when it is not ONNX's own.</param>
/// <param name="Count">Nodes of it.</param>
/// <param name="Read">Whether shapes and costs are known.</param>
/// <param name="Run">Whether the interpreter computes it, which training needs.</param>
/// <param name="Carry">Nodes through which removable channels pass.</param>
/// <param name="Pin">Nodes that hold channels in place.</param>
/// <param name="Quantize">Nodes that can compute with 8-bit integers.</param>
/// <param name="Notes">What stands in the way, with names of nodes.</param>
public sealed record OperatorCheck(string Operator, int Count, bool Read, bool Run, int Carry, int Pin, int Quantize, IReadOnlyList<string> Notes);
