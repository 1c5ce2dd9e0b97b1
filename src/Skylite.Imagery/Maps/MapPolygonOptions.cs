namespace Skylite.Imagery.Maps;

/// <summary>Which polygons are written of a map.</summary>
/// <param name="Out">The GeoPackage.</param>
public sealed record MapPolygonOptions(string Out)
{
    /// <summary>Smallest area that is written, in m² (in pixels where nothing says how large these are).</summary>
    public double MinimumArea { get; init; }

    /// <summary>Largest distance by which outlines may be simplified, in units of the map's coordinates; 0 keeps the outlines of the pixels.</summary>
    public double Simplify { get; init; }

    /// <summary>Places in the legend of classes that are left out, such as the background.</summary>
    public IReadOnlyList<int> LeaveOut { get; init; } = [];
}
