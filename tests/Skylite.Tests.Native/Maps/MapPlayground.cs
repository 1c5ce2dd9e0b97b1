using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Imagery;
using Skylite.Native.Gdal;
using Skylite.Workbench.Models;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Maps;

/// <summary>A folder of scenes and of networks that look at one pixel only, so that maps can be computed by hand.</summary>
public sealed class MapPlayground : IDisposable
{
    /// <summary>Blocks of 7 × 5 pixels, each with one band far above the others.</summary>
    public static double Blocks(int band, int y, int x) => ((x / 7) + (y / 5)) % 3 == band ? 900 : 100;

    /// <summary>The class of such a block, by the place of a pixel.</summary>
    public static byte BlockClass(int i, int width) => (byte)(((i % width / 7) + (i / width / 5)) % 3);

    public const int Tile = 32;

    private readonly string _root = Directory.CreateTempSubdirectory("skylite-maps-").FullName;

    public string In(string name) => Path.Combine(_root, name);

    /// <summary>A network whose logits are the normalised bands themselves; with two dates, no change and the difference of the first bands.</summary>
    public string Network(
        string name, IReadOnlyList<string> bands, int dates = 1, int? tile = Tile, bool classifiesScenes = false, IReadOnlyList<int>? values = null,
        string? split = null)
    {
        var path = In(name);
        if (File.Exists(path))
        {
            return path;
        }

        var graph = new Graph("pixel");
        var shape = new Shape(Dimension.Named("batch"), bands.Count, tile is { } h ? h : Dimension.Named("h"), tile is { } w ? w : Dimension.Named("w"));
        var inputs = Enumerable.Range(1, dates)
            .Select(d => graph.AddInput(dates == 1 ? "input" : Invariant($"date{d}"), ElementType.Float, shape)).ToArray();
        var x = dates == 1 ? inputs[0] : graph.Apply("Concat", "both", inputs);
        if (dates == 2)
        {
            x.Producer!.Attributes.Set("axis", 1L);
        }

        var classes = dates == 1 ? bands.Count : 2;
        var weights = new float[classes * bands.Count * dates];
        for (var c = 0; c < classes && dates == 1; c++)
        {
            weights[(c * bands.Count) + c] = 1;
        }

        if (dates == 2)
        {
            weights[2 * bands.Count] = -1;
            weights[3 * bands.Count] = 1;
        }

        var output = graph.Apply("Conv", "logits", x, graph.AddInitializer("weights", Tensor.Create<float>(weights, classes, bands.Count * dates, 1, 1)));
        graph.AddOutput(classifiesScenes ? graph.Apply("GlobalAveragePool", "mean", output) : output);
        new ModelFacts(
            new Preprocessing
            {
                Bands = bands,
                Scale = 0.01f,
                Mean = [.. bands.Select(_ => 0f)],
                StandardDeviation = [.. bands.Select(_ => 1f)],
                Height = Tile,
                Width = Tile,
            },
            dates == 1 ? [.. bands.Select(b => $"most {b}")] : ["unchanged", "changed"],
            new Provenance { Architecture = "pixel", SplitChecksum = split })
        {
            Task = dates == 2 ? ModelTask.ChangeDetection : classifiesScenes ? ModelTask.SceneClassification : ModelTask.SemanticSegmentation,
            ClassValues = values ?? [],
            ClassColors = dates == 1 ? [.. bands.Select((_, i) => Invariant($"#{20 * (i + 1):x2}40ff"))] : [],
        }.WriteTo(graph);
        OnnxWriter.Write(graph, path);
        return path;
    }

    /// <summary>Writes a scene of 8 or 16 bits.</summary>
    public string Scene(string name, GdalRasterSpec spec, Func<int, int, int, double> pixel)
    {
        using var raster = GdalDataset.Create(In(name), spec);
        var values = new double[spec.Bands * spec.Height * spec.Width];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = pixel(i / (spec.Height * spec.Width), i / spec.Width % spec.Height, i % spec.Width);
        }

        raster.Write<double>(values);
        return In(name);
    }

    public static GdalRasterSpec Spec(int width, int height, int bands, params string[] names) => new(width, height, bands, GdalDataType.UInt16)
    {
        Crs = "EPSG:32633",
        GeoTransform = GdalGeoTransform.NorthUp(500_000, 5_600_000, 10),
        BandNames = names,
    };

    public static byte[] Pixels(string map, int band = 1)
    {
        using var raster = GdalDataset.Open(map);
        var pixels = new byte[raster.Width * raster.Height];
        raster.Read(pixels.AsSpan(), new GdalReadOptions { Bands = [band] });
        return pixels;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
