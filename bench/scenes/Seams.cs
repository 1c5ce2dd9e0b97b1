using System.Globalization;
using Skylite.Imagery.Maps;
using Skylite.Imagery.Tiling;
using Skylite.Inference;
using Skylite.Inference.Scenes;
using Skylite.Native.Gdal;
using Skylite.Workbench.Jobs;

namespace Skylite.Bench.Scenes;

/// <summary>How far a map is from one in which every pixel was seen by many windows, and whether the borders of tiles show in it.</summary>
internal static class Seams
{
    private const int Side = 1500;
    private const double Many = 0.75;

    public static void Measure(string model, string scene, string folder, int threads)
    {
        var part = Path.Combine(folder, "part.tif");
        Cut(scene, part);
        var tile = Tile(model);
        var options = new InferOptions
        {
            Model = model,
            Scenes = [part],
            Out = Path.Combine(folder, "reference.tif"),
            Threads = threads,
            Probability = MapProbability.All,
        };
        var reference = Probabilities(options with { Overlap = Many });
        foreach (var (name, window, overlap) in new[]
        {
            ("blend", BlendWindow.Cosine, 0.25), ("blend, overlap 0.5", BlendWindow.Cosine, 0.5), ("fast", BlendWindow.Center, 0.125),
            ("no overlap", BlendWindow.Center, 0.0),
        })
        {
            var map = Probabilities(options with { Window = window, Overlap = overlap, Out = Path.Combine(folder, "seams.tif") });
            var differences = map.Pixels.Zip(reference.Pixels, (a, b) => Math.Abs(a - b) / 255.0).Order().ToArray();
            var same = Enumerable.Range(0, map.Width * map.Height).Count(i => map.Class(i) == reference.Class(i)) / (double)(map.Width * map.Height);
            var borders = Borders(new TileAxis(map.Width, tile, overlap, window));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"seams, {name}: difference of probabilities to overlap {Many}: mean {differences.Average():0.0000}, 99.9 % below "
                + $"{differences[(int)(0.999 * (differences.Length - 1))]:0.000}, largest {differences[^1]:0.000}; {100 * same:0.00} % of the pixels have the "
                + $"same class; steps from column to column at the tiles' borders are {map.Step(borders.Contains) / map.Step(x => !borders.Contains(x)):0.00} "
                + $"× those elsewhere (reference {reference.Step(borders.Contains) / reference.Step(x => !borders.Contains(x)):0.00})"));
        }
    }

    // The first column in which a tile counts as much as the one before it.
    private static HashSet<int> Borders(TileAxis axis) => [.. Enumerable.Range(1, axis.Positions.Count - 1).Select(t =>
    {
        var (before, start) = (axis.Positions[t - 1], axis.Positions[t]);
        return Enumerable.Range(start, before + axis.Tile - start + 1)
            .First(x => x == before + axis.Tile || axis.Weights(t)[x - start] >= axis.Weights(t - 1)[x - before]);
    })];

    private static int Tile(string model)
    {
        using var session = new ModelSession(ModelSource.FromFile(model), new ModelSessionOptions());
        return new SceneModel(session, 1, null).Width;
    }

    private static Map Probabilities(InferOptions options)
    {
        InferJob.Run(options);
        using var raster = GdalDataset.Open(MapWriter.ProbabilityFile(options.Out));
        var pixels = new byte[raster.BandCount * raster.Width * raster.Height];
        raster.Read(pixels.AsSpan());
        return new Map(pixels, raster.BandCount, raster.Height, raster.Width);
    }

    private static void Cut(string scene, string part)
    {
        using var whole = GdalDataset.Open(scene);
        var (width, height) = (Math.Min(Side, whole.Width), Math.Min(Side, whole.Height));
        var pixels = new ushort[whole.BandCount * width * height];
        whole.Read(pixels.AsSpan(), new GdalReadOptions { Window = new GdalWindow(0, 0, width, height) });
        using var copy = GdalDataset.Create(part, new GdalRasterSpec(width, height, whole.BandCount, GdalDataType.UInt16)
        {
            Crs = whole.Projection,
            GeoTransform = whole.GeoTransform,
            BandNames = [.. whole.Bands.Select(b => b.Description)],
        });
        copy.Write<ushort>(pixels);
    }

    // Probabilities as bytes, class by class.
    private sealed record Map(byte[] Pixels, int Classes, int Height, int Width)
    {
        public int Class(int pixel) => Enumerable.Range(0, Classes).MaxBy(c => Pixels[(c * Height * Width) + pixel]);

        // The mean step between neighbours of which the right one lies in a chosen column.
        public double Step(Func<int, bool> isChosen)
        {
            var columns = Enumerable.Range(1, Width - 1).Where(isChosen).ToArray();
            return Enumerable.Range(0, Classes * Height)
                .Average(row => columns.Average(x => Math.Abs(Pixels[(row * Width) + x] - Pixels[(row * Width) + x - 1])));
        }
    }
}
