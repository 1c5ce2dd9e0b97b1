namespace Skylite.Workbench.Results;

/// <summary>How well a model tells one class; what never occurs has no recall, what is never said no precision.</summary>
/// <param name="Precision">Precision, 0 to 1; <see langword="null"/> where the class is never answered.</param>
/// <param name="Recall">Recall, 0 to 1; <see langword="null"/> where the class does not occur.</param>
/// <param name="F1">F1, 0 to 1; <see langword="null"/> where the class neither occurs nor is answered.</param>
/// <param name="IntersectionOverUnion">Intersection over union, 0 to 1; <see langword="null"/> where F1 is.</param>
public sealed record ClassFigures(double? Precision, double? Recall, double? F1, double? IntersectionOverUnion);
