namespace Skylite.Imagery.Tiling;

/// <summary>A vertical part of a scene.</summary>
/// <param name="X">First column.</param>
/// <param name="Width">Columns.</param>
/// <param name="FirstTile">Place of the leftmost tile that touches it.</param>
/// <param name="TileCount">Number of tiles that touch it, in each row of tiles.</param>
public readonly record struct TilePanel(int X, int Width, int FirstTile, int TileCount);
