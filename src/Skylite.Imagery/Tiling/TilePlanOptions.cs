namespace Skylite.Imagery.Tiling;

/// <summary>How a scene is cut into tiles.</summary>
public sealed record TilePlanOptions
{
    /// <summary>Bytes that blending may take, where nothing else is said.</summary>
    public const long UsualMemory = 256L << 20;

    /// <summary>Columns of a tile.</summary>
    public required int TileWidth { get; init; }

    /// <summary>Rows of a tile.</summary>
    public required int TileHeight { get; init; }

    /// <summary>Share of a tile that its neighbour covers too, 0 to 0.9.</summary>
    public double Overlap { get; init; } = TileAxis.UsualOverlap;

    /// <summary>How overlapping tiles are blended.</summary>
    public BlendWindow Window { get; init; } = BlendWindow.Usual;

    /// <summary>Numbers that are kept for each pixel while tiles are blended: one for each class.</summary>
    public int Planes { get; init; } = 1;

    /// <summary>Bytes that blending may take.</summary>
    public long Memory { get; init; } = UsualMemory;
}
