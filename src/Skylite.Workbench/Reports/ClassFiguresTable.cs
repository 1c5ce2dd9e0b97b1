using Skylite.Workbench.Results;

namespace Skylite.Workbench.Reports;

/// <summary>How well a model does class by class.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Classes">The classes.</param>
/// <param name="Figures">The figures of each class.</param>
public sealed record ClassFiguresTable(string Model, IReadOnlyList<string> Classes, IReadOnlyList<ClassFigures> Figures);
