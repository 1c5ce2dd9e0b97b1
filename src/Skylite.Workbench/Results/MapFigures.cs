namespace Skylite.Workbench.Results;

/// <summary>A map and what it took.</summary>
public sealed record MapFigures
{
    /// <summary>The scene, or the two dates.</summary>
    public required IReadOnlyList<string> Scenes { get; init; }

    /// <summary>Files written, the map first.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Columns of the map.</summary>
    public int Width { get; init; }

    /// <summary>Rows of the map.</summary>
    public int Height { get; init; }

    /// <summary>Rows and columns of a tile.</summary>
    public IReadOnlyList<int> Tile { get; init; } = [];

    /// <summary>Share of a tile that its neighbour covers too.</summary>
    public double Overlap { get; init; }

    /// <summary>How tiles were blended.</summary>
    public string Window { get; init; } = string.Empty;

    /// <summary>Id of the test-time augmentation: probabilities of several views of each tile were averaged. <see langword="null"/> for none.</summary>
    public string? TestTimeAugmentation { get; init; }

    /// <summary>Of two classes, how probable the second had to be at least to be taken; <see langword="null"/> if the most probable was.</summary>
    public double? Threshold { get; init; }

    /// <summary>Patches of fewer pixels took the class of their largest neighbour; 0 if all were kept.</summary>
    public int Sieve { get; init; }

    /// <summary>Tiles that the model saw.</summary>
    public long Tiles { get; init; }

    /// <summary>The classes in the map.</summary>
    public IReadOnlyList<MapClassFigures> Classes { get; init; } = [];

    /// <summary>Pixels without data.</summary>
    public long NoDataPixels { get; init; }

    /// <summary>Polygons written.</summary>
    public long Polygons { get; init; }

    /// <summary>Seconds in all, with the writing of the final files.</summary>
    public double Seconds { get; init; }

    /// <summary>Seconds in which tiles were read, run, blended and written.</summary>
    public double TileSeconds { get; init; }

    /// <summary>Seconds of these in which the model was running.</summary>
    public double ModelSeconds { get; init; }

    /// <summary>Millions of the scene's pixels in a second of <see cref="TileSeconds"/>.</summary>
    public double MegapixelsPerSecond { get; init; }

    /// <summary>Most bytes that the program had in memory so far.</summary>
    public long PeakMemory { get; init; }

    /// <summary>What the user should know: bands taken in order, dates reprojected, values out of range.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the map was finished before and kept.</summary>
    public bool WasThere { get; init; }
}
