namespace Skylite.Workbench.Reports;

/// <summary>What a model took for what.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Classes">The classes in the order of their indices.</param>
/// <param name="Counts">One row per true class, one column per predicted class.</param>
public sealed record ConfusionTable(string Model, IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<long>> Counts);
