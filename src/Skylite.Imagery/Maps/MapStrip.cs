namespace Skylite.Imagery.Maps;

/// <summary>Finished rows of a map.</summary>
/// <param name="X">First column.</param>
/// <param name="Y">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Panel">The panel it belongs to.</param>
/// <param name="Classes">Rows × width classes; <see cref="MapLegend.NoData"/> where there is no data.</param>
/// <param name="Probabilities">Bands × rows × width probabilities of 1 to 255 for 0 to 1, 0 where there is no data; empty if none are kept.</param>
public sealed record MapStrip(int X, int Y, int Width, int Rows, int Panel, byte[] Classes, byte[] Probabilities);
