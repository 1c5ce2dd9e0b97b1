using Skylite.Graphs.Onnx;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Results;

namespace Skylite.Tests.Native.Maps;

/// <summary>Maps keep the numbers of the masks that a model learnt from.</summary>
public sealed class NumberedMapTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private const int Width = 60;
    private const int Height = 45;

    private static readonly string[] Rgb = ["red", "green", "blue"];
    private static readonly int[] Values = [11, 3, 254];

    // Stripes of 20 columns, the last class first, and a corner without data.
    private static int Class(int y, int x) => y < 5 && x < 5 ? -1 : 2 - (x / 20);

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Pixels_names_colours_and_polygons_follow_the_numbers(int sieve)
    {
        var map = Run($"numbered-{sieve}", Values, sieve);

        Assert.Equal(
            Enumerable.Range(0, Width * Height).Select(i => Class(i / Width, i % Width) is >= 0 and var c ? (byte)Values[c] : MapLegend.NoData),
            MapPlayground.Pixels(map.Files[0]));
        Assert.Equal(Values, map.Classes.Select(c => c.Value));
        Assert.Equal([20 * Height, 20 * Height, (20 * Height) - 25], map.Classes.Select(c => c.Pixels));
        Assert.Equal(25, map.NoDataPixels);
        // Pixels of 10 m in UTM, near its central meridian.
        Assert.All(map.Classes, c => Assert.InRange(c.SquareMetres!.Value / c.Pixels, 99.8, 100.2));

        using var raster = GdalDataset.Open(map.Files[0]);
        var names = raster.CategoryNames(1);
        Assert.Equal(["most red", "most green", "most blue"], Values.Select(v => names[v]));
        Assert.Equal(3, names.Count(n => n.Length > 0));
        Assert.Equal(["#1440ff", "#2840ff", "#3c40ff"], Values.Select(v => raster.ColorTable(1)[v]));
        Assert.Equal("11=most red, 3=most green, 254=most blue", raster.Metadata()["CLASSES"]);

        using var vector = GdalVector.Open(map.Files[1]);
        var polygons = new List<(int Value, string Name)>();
        while (vector.Read() is { Values: [int value, string name, ..] })
        {
            polygons.Add((value, name));
        }

        Assert.Equal([(3, "most green"), (11, "most red"), (254, "most blue")], polygons.Order());
    }

    [Fact]
    public void Polygons_tell_how_probable_their_own_class_is_whether_one_band_is_kept_or_all()
    {
        var all = Probabilities(Run("probable-all", Values, 0, MapProbability.All));

        Assert.Equal(Probabilities(Run("probable-winner", Values, 0, MapProbability.Winner)), all);
        Assert.All(all, p => Assert.InRange(p.Mean, 0.5, 1));
    }

    [Fact]
    public void A_network_from_elsewhere_maps_as_it_is_described()
    {
        var expected = Run("own-words", Values, 0).Files[0];
        var graph = OnnxReader.Read(playground.Network("numbered.onnx", Rgb, values: Values));
        graph.Metadata.Clear();
        OnnxWriter.Write(graph, playground.In("foreign.onnx"));
        var (model, map) = (playground.In("described.onnx"), playground.In("described.tif"));
        DescribeJob.Run(new DescribeOptions(playground.In("foreign.onnx"), model)
        {
            Mean = [0f],
            StandardDeviation = [1f],
            Scale = 0.01f,
            Classes = ["r", "g", "b"],
        });

        InferJob.Run(new InferOptions { Model = model, Scenes = [playground.In("stripes.tif")], Out = map, Threads = 1 });

        Assert.Equal(MapPlayground.Pixels(expected).Select(v => v == MapLegend.NoData ? v : (byte)Array.IndexOf(Values, v)), MapPlayground.Pixels(map));
    }

    [Fact]
    public void A_map_is_a_mask_again_with_the_same_classes()
    {
        var map = Run("again", Values, 0);
        var folder = Directory.CreateDirectory(playground.In("as-data")).FullName;
        File.Copy(map.Files[0], Path.Combine(folder, "labels.tif"));
        File.Copy($"{map.Files[0]}.aux.xml", Path.Combine(folder, "labels.tif.aux.xml"));
        File.Copy(playground.In("stripes.tif"), Path.Combine(folder, "scene.tif"));

        var classes = DenseCollection.Open(folder).Classes;

        Assert.Equal([(3, "most green"), (11, "most red"), (254, "most blue")], classes.Select(c => (c.Value!.Value, c.Name)));
    }

    [Fact]
    public void What_did_not_change_is_left_out_of_polygons_whatever_its_number()
    {
        var earlier = playground.Scene("earlier.tif", MapPlayground.Spec(40, 40, 1, "red"), (_, _, _) => 100);
        var later = playground.Scene("later.tif", MapPlayground.Spec(40, 40, 1, "red"), (_, _, x) => x < 10 ? 900 : 90);
        var map = InferJob.Run(new InferOptions
        {
            Model = playground.Network("numbered-change.onnx", ["red"], dates: 2, values: [5, 6]),
            Scenes = [earlier, later],
            Out = playground.In("numbered-change.tif"),
            Vector = true,
            Threads = 1,
        }).Maps[0];

        Assert.Equal(1, map.Polygons);
        Assert.Equal([5, 6], MapPlayground.Pixels(map.Files[0]).Distinct().Order().Select(v => (int)v));
        using var vector = GdalVector.Open(map.Files[1]);
        Assert.Equal("changed", vector.Read()!.Values[1]);
    }

    private static IReadOnlyList<(int Value, double Mean)> Probabilities(MapFigures map)
    {
        using var vector = GdalVector.Open(map.Files[1]);
        var polygons = new List<(int Value, double Mean)>();
        while (vector.Read() is { Values: [int value, _, _, double mean] })
        {
            polygons.Add((value, mean));
        }

        Assert.Equal(3, polygons.Count);
        return [.. polygons.Order()];
    }

    private MapFigures Run(string name, int[] values, int sieve, MapProbability probability = MapProbability.None)
    {
        var scene = playground.In("stripes.tif");
        if (!File.Exists(scene))
        {
            playground.Scene(
                "stripes.tif",
                MapPlayground.Spec(Width, Height, 3, Rgb) with { NoData = 7 },
                (band, y, x) => Class(y, x) is >= 0 and var c ? (band == c ? 900 : 100) : 7);
        }

        return InferJob.Run(new InferOptions
        {
            Model = playground.Network("numbered.onnx", Rgb, values: values),
            Scenes = [scene],
            Out = playground.In($"{name}.tif"),
            Sieve = sieve,
            Probability = probability,
            Vector = true,
            Threads = 1,
        }).Maps[0];
    }
}
