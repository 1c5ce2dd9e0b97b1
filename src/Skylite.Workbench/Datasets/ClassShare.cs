namespace Skylite.Workbench.Datasets;

/// <summary>How often a class occurs.</summary>
/// <param name="Name">The class.</param>
/// <param name="Color">Its colour on maps as <c>#rrggbb</c>; null where it has none.</param>
/// <param name="Counts">Images or pixels in each part.</param>
/// <param name="Share">Share of all labelled images or pixels.</param>
public sealed record ClassShare(string Name, string? Color, PartCounts Counts, double Share);
