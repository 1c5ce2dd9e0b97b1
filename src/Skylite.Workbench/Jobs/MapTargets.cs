using Skylite.Imagery.Maps;
using Skylite.Imagery.Rasters;
using Skylite.Native.Gdal;

namespace Skylite.Workbench.Jobs;

/// <summary>Decides which files are written of which scenes; none of them may be a file that is read.</summary>
internal static class MapTargets
{
    private const string Package = ".gpkg";

    // Whoever names a map so expects a file of this kind, not a folder.
    private static readonly string[] OtherFiles =
        [".asc", ".bmp", ".dat", ".ecw", ".geojson", ".geotiff", ".gif", ".gpkg", ".gtif", ".hdf", ".img", ".jp2", ".jpeg", ".jpg", ".kea", ".nc", ".pdf",
            ".png", ".shp", ".vrt", ".webp"];

    /// <summary>The maps that a job makes.</summary>
    /// <param name="options">What it is asked to do.</param>
    /// <param name="dates">Scenes of one map.</param>
    /// <exception cref="ArgumentException">Scenes and files do not fit together; the message says what to change.</exception>
    /// <exception cref="FileNotFoundException">A scene is not there.</exception>
    /// <exception cref="InvalidDataException">A folder is no scene.</exception>
    public static IReadOnlyList<MapTarget> Of(InferOptions options, int dates)
    {
        if (options.Scenes.Count == 0 || options.Scenes.Count % dates != 0)
        {
            throw new ArgumentException(dates == 2
                ? $"'{options.Model}' compares two dates: give scenes in pairs, the earlier date first; {options.Scenes.Count} were given."
                : "Name at least one scene.");
        }

        RequireEndings(options);
        var groups = options.Scenes.Chunk(dates).ToArray();
        var isFile = Path.GetExtension(options.Out).ToUpperInvariant() is ".TIF" or ".TIFF" && !Directory.Exists(options.Out);
        if (isFile && groups.Length > 1)
        {
            throw new ArgumentException($"{groups.Length} maps cannot all be written to '{options.Out}': name a folder with --out.");
        }

        var targets = groups.Select(g => Of(options, g, isFile ? options.Out : Path.Combine(options.Out, Name(g) + ".map.tif"))).ToArray();
        RequireApart(targets);
        RequireUnread(options, targets);
        return targets;
    }

    private static MapTarget Of(InferOptions options, string[] scenes, string output) => new(scenes, output)
    {
        Polygons = options.Vector ? options.VectorOut ?? Path.ChangeExtension(output, Package) : null,
        HasProbabilities = options.Probability != MapProbability.None,
    };

    // A folder gives its own name; of several files joined with +, which stands in names of folders too, the first one gives it.
    private static string Name(string[] scenes) => string.Join(
        "-to-", scenes.Select(s => Path.GetFileNameWithoutExtension(Directory.Exists(s) ? Path.TrimEndingDirectorySeparator(s) : RasterFiles.Of(s)[0].Path)));

    private static void RequireEndings(InferOptions options)
    {
        if (OtherFiles.Contains(Path.GetExtension(options.Out).ToLowerInvariant()) && !Directory.Exists(options.Out))
        {
            throw new ArgumentException(
                $"A map is a GeoTIFF: --out '{options.Out}' ends in {Path.GetExtension(options.Out)}. Name it '{Path.ChangeExtension(options.Out, ".tif")}', "
                + "or give a folder, and convert the map afterwards if another format is needed (gdal_translate).");
        }

        if (options is { Vector: true, VectorOut: { } polygons } && !Path.GetExtension(polygons).Equals(Package, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"Polygons are written as a GeoPackage: --vector '{polygons}' does not end in {Package}. "
                + $"Name it '{Path.ChangeExtension(polygons, Package)}', and convert it afterwards if another format is needed (ogr2ogr).");
        }
    }

    private static void RequireApart(IReadOnlyList<MapTarget> targets)
    {
        if (targets.GroupBy(t => Path.GetFullPath(t.Out)).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two scenes would both be written to '{twice.First().Out}': run them into folders of their own.");
        }

        if (targets.SelectMany(t => t.Written).GroupBy(f => LinkedFile.Names(f)[^1]).FirstOrDefault(g => g.Count() > 1) is { } shared)
        {
            throw new ArgumentException($"'{shared.First()}' would be written twice, and the first content lost. Give --vector another name.");
        }
    }

    // A file that is not there yet belongs to nobody, so that scenes are looked into only where something would be replaced.
    private static void RequireUnread(InferOptions options, IReadOnlyList<MapTarget> targets)
    {
        var written = targets.SelectMany(t => t.Written)
            .Where(File.Exists)
            .SelectMany(f => LinkedFile.Names(f).Select(name => (Name: name, File: f)))
            .ToLookup(f => f.Name, f => f.File);
        if (written.Count == 0)
        {
            return;
        }

        string? Replaced(string file) => LinkedFile.Names(file).Select(name => written[name].FirstOrDefault()).FirstOrDefault(f => f is not null);
        if (Replaced(options.Model) is { } model)
        {
            throw new ArgumentException($"'{model}' is the model itself and would be replaced. Give what is written another name with --out or --vector.");
        }

        foreach (var scene in options.Scenes)
        {
            if (Inputs(scene).Select(Replaced).FirstOrDefault(f => f is not null) is { } own)
            {
                var isScene = LinkedFile.Names(own).Intersect(LinkedFile.Names(scene)).Any();
                throw new ArgumentException(
                    $"'{own}' is {(isScene ? "the scene itself" : $"a file of the scene '{scene}'")} and would be replaced. "
                    + "Give what is written another name with --out or --vector.");
            }
        }
    }

    // A virtual raster reads others, and a file in another format may have parts beside it.
    private static IEnumerable<string> Inputs(string scene)
    {
        foreach (var (path, _) in RasterFiles.Of(scene))
        {
            yield return path;
            foreach (var part in Parts(path))
            {
                yield return part;
            }
        }
    }

    private static IReadOnlyList<string> Parts(string path)
    {
        try
        {
            using var raster = GdalDataset.Open(path);
            return raster.Files;
        }
        catch (GdalException)
        {
            // What is wrong with it is said when it is read.
            return [];
        }
    }
}
