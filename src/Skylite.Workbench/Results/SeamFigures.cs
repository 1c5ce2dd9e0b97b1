namespace Skylite.Workbench.Results;

/// <summary>How far a map that was blended from tiles is from one that was computed in one pass, on one sample of the test part.</summary>
/// <param name="Model">Name of the stage.</param>
/// <param name="Side">Side of the square sample in pixels.</param>
/// <param name="Tile">Side of the tiles.</param>
/// <param name="Overlap">Share of a tile that its neighbour covers too.</param>
/// <param name="Mean">Mean difference of probabilities between blended tiles and one pass, 0 to 1.</param>
/// <param name="Largest">The largest such difference.</param>
/// <param name="LargestCut">The largest difference where tiles are laid side by side without overlap instead.</param>
/// <param name="OtherClass">Share of the pixels to which blended tiles give another class than one pass.</param>
public sealed record SeamFigures(string Model, int Side, int Tile, double Overlap, double Mean, double Largest, double LargestCut, double OtherClass)
{
    /// <summary>Share of the pixels that are a mirror image, where no test sample is as large.</summary>
    public double Mirrored { get; init; }
}
