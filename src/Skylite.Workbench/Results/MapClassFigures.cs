namespace Skylite.Workbench.Results;

/// <summary>How much of a map one class takes.</summary>
/// <param name="Name">The class.</param>
/// <param name="Pixels">Its pixels.</param>
/// <param name="Share">Their share of the pixels with data, 0 to 1.</param>
public sealed record MapClassFigures(string Name, long Pixels, double Share);
