using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;

namespace Skylite.Workbench.Jobs;

/// <summary>A map to be made: its scenes, and the files that are written of them.</summary>
/// <param name="Scenes">One scene, or the two dates.</param>
/// <param name="Out">The map.</param>
internal sealed record MapTarget(IReadOnlyList<string> Scenes, string Out)
{
    /// <summary>The entry of a file's metadata that holds the checksum of everything that decides its content.</summary>
    public const string KeyEntry = "SKYLITE_KEY";

    /// <summary>The GeoPackage of its polygons, where they are wanted.</summary>
    public string? Polygons { get; init; }

    /// <summary>Whether probabilities are written beside it.</summary>
    public bool HasProbabilities { get; init; }

    /// <summary>All files, the map first.</summary>
    public IReadOnlyList<string> Files =>
    [
        Out,
        .. Polygons is null ? (IEnumerable<string>)[] : [Polygons],
        .. HasProbabilities ? (IEnumerable<string>)[MapWriter.ProbabilityFile(Out)] : [],
    ];

    /// <summary>All files that are written or taken away: these, and what GDAL keeps beside a raster.</summary>
    public IReadOnlyList<string> Written => [.. Files, .. Files.Where(f => f != Polygons).Select(f => f + ".aux.xml")];

    /// <summary>Whether all files are there, made of what the key stands for: each appears under its name only when it is whole.</summary>
    public bool IsFinished(string key) => Files.All(f => File.Exists(f) && KeyOf(f) == key);

    /// <summary>Removes rows that nobody goes on from, unless a run is writing them.</summary>
    public void Tidy()
    {
        if (MapWriter.IsWriting(Out))
        {
            return;
        }

        foreach (var what in (string[])["json", "classes", "probabilities"])
        {
            File.Delete(MapWriter.PartialFile(Out, what));
        }
    }

    private string? KeyOf(string file)
    {
        try
        {
            if (file == Polygons)
            {
                using var polygons = GdalVector.Open(file);
                return polygons.Metadata.GetValueOrDefault(KeyEntry);
            }

            using var map = GdalDataset.Open(file);
            return map.Metadata().GetValueOrDefault(KeyEntry);
        }
        catch (GdalException)
        {
            // What cannot be read is made again.
            return null;
        }
    }
}
