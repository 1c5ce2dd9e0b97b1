using Skylite.Native.Gdal;

namespace Skylite.Imagery.Maps;

/// <summary>What a <see cref="MapWriter"/> writes.</summary>
public sealed record MapWriterOptions
{
    /// <summary>The map of classes, a GeoTIFF.</summary>
    public required string Out { get; init; }

    /// <summary>Its pixels on the ground.</summary>
    public required GdalGrid Grid { get; init; }

    /// <summary>Names and colours of the classes.</summary>
    public required MapLegend Legend { get; init; }

    /// <summary>Which probabilities are written too, to <see cref="MapWriter.ProbabilityFile"/>.</summary>
    public MapProbability Probability { get; init; }

    /// <summary>Patches of fewer pixels take the class of their largest neighbour; 0 leaves the map as the model gave it.</summary>
    public int Sieve { get; init; }

    /// <summary>Polygons, or null for none.</summary>
    public MapPolygonOptions? Polygons { get; init; }

    /// <summary>Entries of the files' metadata.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether rows that an interrupted writer left are kept.</summary>
    public bool Keep { get; init; }
}
