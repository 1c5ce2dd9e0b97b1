namespace Skylite.Workbench.Results;

/// <summary>A test tile, and what two models make of it, as pictures in the run's folder.</summary>
public sealed record MapSample
{
    /// <summary>Name of the sample that the tile is of.</summary>
    public required string Sample { get; init; }

    /// <summary>First column of the tile, from the sample's corner.</summary>
    public required int X { get; init; }

    /// <summary>First row of the tile.</summary>
    public required int Y { get; init; }

    /// <summary>Share of the labelled pixels that the parent gets right, 0 to 1.</summary>
    public required double RightBefore { get; init; }

    /// <summary>Share of the labelled pixels that the result gets right, 0 to 1.</summary>
    public required double RightAfter { get; init; }

    /// <summary>Share of all pixels to which the two models give different classes, 0 to 1.</summary>
    public required double Different { get; init; }

    /// <summary>PNG files of the imagery, one for each date.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>PNG file of the reference.</summary>
    public required string Reference { get; init; }

    /// <summary>PNG file of what the parent says.</summary>
    public required string Before { get; init; }

    /// <summary>PNG file of what the result says.</summary>
    public required string After { get; init; }

    /// <summary>PNG file of where they differ.</summary>
    public required string Difference { get; init; }
}
