namespace Skylite.Imagery.Maps;

/// <summary>What is in a finished map.</summary>
/// <param name="Pixels">Pixels of each class.</param>
/// <param name="Areas">Square metres of each class; null where nothing says how large pixels are.</param>
/// <param name="NoData">Pixels without data.</param>
/// <param name="Polygons">Polygons written.</param>
/// <param name="Files">Files written.</param>
public sealed record MapSummary(IReadOnlyList<long> Pixels, IReadOnlyList<double>? Areas, long NoData, long Polygons, IReadOnlyList<string> Files);
