using Skylite.Imagery.Maps;
using Skylite.Imagery.Rasters;
using Skylite.Native.Gdal;

namespace Skylite.Workbench.Jobs;

/// <summary>Decides which files are written of which scenes; none of them may be a file that is read.</summary>
internal static class MapTargets
{
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
        Polygons = options.Vector ? options.VectorOut ?? Path.ChangeExtension(output, ".gpkg") : null,
        HasProbabilities = options.Probability != MapProbability.None,
    };

    // A folder gives its own name; of several files joined with +, which stands in names of folders too, the first one gives it.
    private static string Name(string[] scenes) => string.Join(
        "-to-", scenes.Select(s => Path.GetFileNameWithoutExtension(Directory.Exists(s) ? Path.TrimEndingDirectorySeparator(s) : RasterFiles.Of(s)[0].Path)));

    private static void RequireApart(IReadOnlyList<MapTarget> targets)
    {
        if (targets.GroupBy(t => Path.GetFullPath(t.Out)).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two scenes would both be written to '{twice.First().Out}': run them into folders of their own.");
        }

        if (targets.SelectMany(t => t.Files).GroupBy(Path.GetFullPath).FirstOrDefault(g => g.Count() > 1) is { } shared)
        {
            throw new ArgumentException($"'{shared.First()}' would be written twice, and the first content lost. Give --vector another name.");
        }
    }

    // A file that is not there yet belongs to nobody, so that scenes are looked into only where something would be replaced.
    private static void RequireUnread(InferOptions options, IReadOnlyList<MapTarget> targets)
    {
        var written = targets.SelectMany(t => t.Files).Where(File.Exists).ToLookup(Path.GetFullPath);
        if (written.Count == 0)
        {
            return;
        }

        if (written[Path.GetFullPath(options.Model)].FirstOrDefault() is { } model)
        {
            throw new ArgumentException($"'{model}' is the model itself and would be replaced. Give what is written another name with --out or --vector.");
        }

        foreach (var scene in options.Scenes)
        {
            if (Inputs(scene).Select(f => written[f].FirstOrDefault()).FirstOrDefault(f => f is not null) is { } own)
            {
                throw new ArgumentException(
                    $"'{own}' is {(Path.GetFullPath(own) == Path.GetFullPath(scene) ? "the scene itself" : $"a file of the scene '{scene}'")} and would be replaced. Give what is written another name with --out or --vector.");
            }
        }
    }

    // A virtual raster reads others, and a file in another format may have parts beside it.
    private static IEnumerable<string> Inputs(string scene)
    {
        foreach (var (path, _) in RasterFiles.Of(scene))
        {
            yield return Path.GetFullPath(path);
            foreach (var part in Parts(path))
            {
                yield return Path.GetFullPath(part);
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
