namespace Skylite.Workbench.Results;

/// <summary>What <c>skylite infer</c> made.</summary>
/// <param name="Model">The ONNX file.</param>
/// <param name="Maps">A map for each scene or pair of dates.</param>
public sealed record InferFigures(string Model, IReadOnlyList<MapFigures> Maps);
