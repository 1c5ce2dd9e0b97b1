namespace Skylite.Workbench.Reports;

/// <summary>How well a model does class by class.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Classes">The classes.</param>
/// <param name="F1">F1 of each class, 0..1.</param>
/// <param name="IntersectionOverUnion">Intersection over union of each class, 0..1.</param>
public sealed record ClassFiguresTable(string Model, IReadOnlyList<string> Classes, IReadOnlyList<double> F1, IReadOnlyList<double> IntersectionOverUnion);
