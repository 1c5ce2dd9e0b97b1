using System.Globalization;
using Skylite.Imagery.Maps;
using Skylite.Imagery.Tiling;
using Skylite.Native.Gdal;
using Skylite.Workbench.Jobs;

namespace Skylite.Bench.Scenes;

/// <summary>How far a map is from one in which every pixel was seen by many windows.</summary>
internal static class Seams
{
    private const int Side = 1500;
    private const double Many = 0.75;

    public static void Measure(string model, string scene, string folder, int threads)
    {
        var part = Path.Combine(folder, "part.tif");
        Cut(scene, part);
        var options = new InferOptions { Model = model, Scenes = [part], Out = Path.Combine(folder, "reference.tif"), Threads = threads, Probability = MapProbability.All };
        var reference = Probabilities(options with { Overlap = Many });
        foreach (var (name, window, overlap) in new[] { ("blend", BlendWindow.Cosine, 0.25), ("blend, overlap 0.5", BlendWindow.Cosine, 0.5), ("fast", BlendWindow.Center, 0.125), ("no overlap", BlendWindow.Center, 0.0) })
        {
            var differences = Probabilities(options with { Window = window, Overlap = overlap, Out = Path.Combine(folder, "seams.tif") }).Zip(reference, (a, b) => Math.Abs(a - b) / 255.0).Order().ToArray();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"seams, {name}: difference of probabilities to overlap {Many}: mean {differences.Average():0.0000}, 99.9 % below {differences[(int)(0.999 * (differences.Length - 1))]:0.000}, largest {differences[^1]:0.000}"));
        }
    }

    private static byte[] Probabilities(InferOptions options)
    {
        InferJob.Run(options);
        using var raster = GdalDataset.Open(MapWriter.ProbabilityFile(options.Out));
        var pixels = new byte[raster.BandCount * raster.Width * raster.Height];
        raster.Read(pixels.AsSpan());
        return pixels;
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
}
