namespace Skylite.Imagery.Tiling;

/// <summary>The numbers of one tile, made row by row when they are needed: a row fits a core's nearest cache, a tile does not.</summary>
public interface ITileRows
{
    /// <summary>Gives one row.</summary>
    /// <param name="y">The row of the tile, from 0.</param>
    /// <param name="values">Planes × tile width numbers.</param>
    void Row(int y, Span<float> values);
}
