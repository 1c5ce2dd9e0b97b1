namespace Skylite.Imagery.Tiling;

/// <summary>The tiles of a scene, and the vertical panels in which it is worked through so that memory stays bounded.</summary>
public sealed class TilePlan
{
    private const int PanelAlignment = 512;

    /// <summary>Makes a plan.</summary>
    /// <param name="width">Columns of the scene.</param>
    /// <param name="height">Rows of the scene.</param>
    /// <param name="options">Size, overlap and blending of tiles, memory.</param>
    public TilePlan(int width, int height, TilePlanOptions options)
    {
        Options = options;
        X = new TileAxis(width, options.TileWidth, options.Overlap, options.Window);
        Y = new TileAxis(height, options.TileHeight, options.Overlap, options.Window);
        Panels = Divide(width);
    }

    /// <summary>What the plan was made for.</summary>
    public TilePlanOptions Options { get; }

    /// <summary>Tiles from left to right.</summary>
    public TileAxis X { get; }

    /// <summary>Tiles from top to bottom.</summary>
    public TileAxis Y { get; }

    /// <summary>Columns of each panel, from left to right; tiles that reach over a border belong to both panels.</summary>
    public IReadOnlyList<TilePanel> Panels { get; }

    /// <summary>Tiles that are run in all.</summary>
    public long TileCount => Panels.Sum(p => (long)p.TileCount) * Y.Positions.Count;

    private List<TilePanel> Divide(int width)
    {
        var bytesPerColumn = (long)Options.TileHeight * Options.Planes * sizeof(float);
        var columns = Math.Max(PanelAlignment, Options.Memory / bytesPerColumn / PanelAlignment * PanelAlignment);
        columns = Math.Max(columns, (Options.TileWidth + PanelAlignment - 1) / PanelAlignment * PanelAlignment);
        var panels = new List<TilePanel>();
        for (long start = 0; start < width; start += columns)
        {
            var end = (int)Math.Min(width, start + columns);
            var first = X.Positions.Index().First(t => t.Item + X.Tile > start).Index;
            var last = X.Positions.Index().Last(t => t.Item < end).Index;
            panels.Add(new TilePanel((int)start, end - (int)start, first, last - first + 1));
        }

        return panels;
    }
}
