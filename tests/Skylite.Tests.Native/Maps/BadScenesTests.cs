using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Imagery;
using Skylite.Imagery.Dense;
using Skylite.Inference.Scenes;
using Skylite.Native.Gdal;
using Skylite.Tests.Native.Dense;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Maps;

/// <summary>Scenes that are not as they should be: each gives a clear error or a stated, correct treatment.</summary>
public sealed class BadScenesTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private static readonly string[] Bands = ["B04", "B03"];

    private static GdalRasterSpec Spec => MapPlayground.Spec(96, 80, 2, Bands);

    private static double Texture(int y, int x) => 300 + (((x * 7919) ^ (y * 104_729)) % 97);

    private static double Changed(int y, int x) => Texture(y, x) + (x is >= 30 and < 50 && y < 20 ? 500 : 0);

    [Fact]
    public void Coordinates_without_a_reference_system_are_kept_and_said_to_be_so()
    {
        var spec = Spec with { Crs = null };
        var map = Single("no-crs", spec, (b, _, _) => b == 0 ? 900 : 100);
        Assert.Contains(map.Notes, n => n.Contains("has no coordinate reference system", StringComparison.Ordinal));
        using var written = GdalDataset.Open(map.Files[0]);
        Assert.Equal(spec.GeoTransform, written.GeoTransform);
        Assert.Empty(written.Projection);
    }

    [Fact]
    public void A_rotated_scene_gives_a_rotated_map()
    {
        var turn = new GdalGeoTransform(500_000, 8, 6, 5_600_000, 6, -8);
        var map = Single("rotated", Spec with { GeoTransform = turn }, (b, _, x) => (x < 48) == (b == 0) ? 800 : 100);
        using var written = GdalDataset.Open(map.Files[0]);
        Assert.Equal(turn, written.GeoTransform);
        Assert.Equal(48 * 80, map.Classes[0].Pixels);
        Assert.Contains("is rotated", Assert.Single(map.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_rotated_dates_need_one_grid()
    {
        var turned = Spec with { GeoTransform = new GdalGeoTransform(500_000, 8, 6, 5_600_000, 6, -8) };
        var first = playground.Scene("turned-1.tif", turned, (_, y, x) => Texture(y, x));
        Assert.Equal(400, Pair("turned", first, turned, (_, y, x) => Changed(y, x)).Classes[1].Pixels);
        var error = Assert.Throws<InvalidDataException>(() => Pair("turned-else", first, Spec, (_, y, x) => Changed(y, x)));
        Assert.Contains("rotated", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GdalDataType.Float32)]
    [InlineData(GdalDataType.Int16)]
    [InlineData(GdalDataType.Float64)]
    public void The_second_date_may_be_of_another_pixel_type(GdalDataType type)
    {
        var map = Pair($"type-{type}", First(), Spec with { DataType = type }, (_, y, x) => Changed(y, x));
        Assert.Equal(400, map.Classes[1].Pixels);
        Assert.Empty(map.Notes);
    }

    [Fact]
    public void The_second_date_may_have_more_bands_in_another_order_but_not_fewer()
    {
        var more = Spec with { Bands = 4, BandNames = ["B02", "B03", "B04", "B08"] };
        Assert.Equal(400, Pair("more", First(), more, (b, y, x) => b is 1 or 2 ? Changed(y, x) : 9000).Classes[1].Pixels);
        var fewer = Spec with { Bands = 1, BandNames = ["B04"] };
        Assert.Contains(
            "B03", Assert.Throws<InvalidDataException>(() => Pair("fewer", First(), fewer, (_, y, x) => Changed(y, x))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_coarser_second_date_is_resampled_and_said_to_be_so()
    {
        var coarse = new GdalRasterSpec(48, 40, 2, GdalDataType.UInt16)
        {
            Crs = Spec.Crs,
            GeoTransform = GdalGeoTransform.NorthUp(500_000, 5_600_000, 20),
            BandNames = Bands,
        };
        var first = playground.Scene("flat.tif", Spec, (_, _, _) => 300);
        var map = Pair("coarse", first, coarse, (_, y, x) => x is >= 16 and < 24 && y is >= 8 and < 16 ? 900 : 300);
        Assert.Contains(map.Notes, n => n.Contains("from pixels of 20 to 10", StringComparison.Ordinal));
        // 8 × 8 coarse pixels are 16 × 16 fine ones; interpolation moves the edge by less than one of them.
        Assert.InRange(map.Classes[1].Pixels, 15 * 15, 18 * 18);
    }

    [Fact]
    public void One_scene_for_both_dates_is_warned_of()
    {
        var map = InferJob.Run(Options(playground.Network("change.onnx", Bands, dates: 2), First(), First()) with { Out = playground.In("twice.tif") }).Maps[0];
        Assert.Contains(map.Notes, n => n.Contains("both dates are", StringComparison.Ordinal));
        Assert.Equal(0, map.Classes[1].Pixels);
    }

    [Fact]
    public void A_scene_of_nodata_gives_an_empty_map_and_says_so()
    {
        var map = Single("void", Spec with { NoData = 7 }, (_, _, _) => 7);
        Assert.Equal(96 * 80, map.NoDataPixels);
        Assert.Equal(0, map.Tiles);
        Assert.Contains("every pixel of the map is without data", map.Notes);
    }

    [Fact]
    public void Numbers_of_a_colour_table_are_no_colours()
    {
        var map = Single("table", Spec, (b, _, _) => b == 0 ? 900 : 100);
        var network = playground.Network("gray.onnx", ["class", "other"]);
        var error = Assert.Throws<InvalidDataException>(() =>
            InferJob.Run(Options(network, $"{map.Files[0]}+{map.Files[0]}") with { Out = playground.In("x.tif") }));
        Assert.Contains("colour table", error.Message, StringComparison.Ordinal);
        // One band cannot be three either, and names of bands are beside the point.
        var options = Options(playground.Network("table-rgb.onnx", ["red", "green", "blue"]), map.Files[0]) with { Out = playground.In("table-map.tif") };
        Assert.Contains("colour table", Assert.Throws<InvalidDataException>(() => InferJob.Run(options)).Message, StringComparison.Ordinal);
        var numbers = InferJob.Run(options with { Bands = ["1", "1", "1"] }).Maps[0];
        Assert.Contains(
            "--bands chose them", Assert.Single(numbers.Notes, n => n.Contains("colour table", StringComparison.Ordinal)), StringComparison.Ordinal);
        using var folder = new SmallRasters();
        Directory.CreateDirectory(Path.Combine(folder.Root, "images"));
        File.Copy(map.Files[0], Path.Combine(folder.Root, "images", "a.tif"));
        folder.Write("masks/a.png", 96, 80, 1, (x, _, _) => (byte)(x % 2));
        Assert.Contains("colour table", Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sigmoid", null, AnswerKind.Probabilities, 3840)]
    [InlineData("Sigmoid", "logits", AnswerKind.Logits, 7680)]
    [InlineData(null, null, AnswerKind.Logits, 3840)]
    [InlineData(null, "probabilities", AnswerKind.Probabilities, -1)]
    public void One_output_is_a_logit_unless_the_network_says_otherwise(string? last, string? stated, AnswerKind kind, int yes)
    {
        // Yes where the band is above 5: logits of −4 and 4, probabilities of 0.02 and 0.98, which as logits would both mean yes.
        var path = playground.In($"one-{last}-{stated}.onnx");
        var graph = new Graph("one");
        var x = graph.AddInput("input", ElementType.Float, new Shape(Dimension.Named("batch"), 1, 32, 32));
        var y = graph.Apply(
            "Conv", "logits", x, graph.AddInitializer("w", Tensor.Create<float>([1], 1, 1, 1, 1)), graph.AddInitializer("b", Tensor.Create<float>([-5], 1)));
        graph.AddOutput(last is null ? y : graph.Apply(last, "answer", y));
        if (stated is not null)
        {
            graph.Metadata[AnswerKinds.MetadataKey] = stated;
        }

        new ModelFacts(
            new Preprocessing { Bands = ["B04"], Scale = 0.01f, Mean = [0f], StandardDeviation = [1f], Height = 32, Width = 32 },
            ["no", "yes"],
            new Provenance { Architecture = "one" })
        {
            Task = ModelTask.SemanticSegmentation,
        }.WriteTo(graph);
        OnnxWriter.Write(graph, path);
        var scene = playground.Scene("one.tif", MapPlayground.Spec(96, 80, 1, "B04"), (_, _, x) => x < 48 ? 100 : 900);
        var options = Options(path, scene) with { Out = playground.In($"one-{last}-{stated}.tif") };
        if (yes < 0)
        {
            Assert.Contains("probabilities", Assert.Throws<InvalidDataException>(() => InferJob.Run(options)).Message, StringComparison.Ordinal);
            Assert.Equal(3840, InferJob.Run(options with { Answers = AnswerKind.Logits }).Maps[0].Classes[1].Pixels);
            return;
        }

        var map = InferJob.Run(options).Maps[0];
        Assert.Equal(yes, map.Classes[1].Pixels);
        Assert.Equal(stated == "logits", map.Notes.Any(n => n.Contains("taken for logits", StringComparison.Ordinal)));
        using var written = GdalDataset.Open(map.Files[0]);
        Assert.Equal(AnswerKinds.Id(kind), written.Metadata()["SKYLITE_ANSWERS"]);
    }

    private string First() => File.Exists(playground.In("first.tif"))
        ? playground.In("first.tif")
        : playground.Scene("first.tif", Spec, (_, y, x) => Texture(y, x));

    private MapFigures Single(string name, GdalRasterSpec spec, Func<int, int, int, double> pixel) =>
        InferJob.Run(Options(playground.Network("pixel.onnx", Bands), playground.Scene($"{name}-scene.tif", spec, pixel)) with
        {
            Out = playground.In($"{name}.tif"),
        }).Maps[0];

    private MapFigures Pair(string name, string first, GdalRasterSpec spec, Func<int, int, int, double> pixel) =>
        InferJob.Run(Options(playground.Network("change.onnx", Bands, dates: 2), first, playground.Scene($"{name}-2.tif", spec, pixel)) with
        {
            Out = playground.In($"{name}-map.tif"),
        }).Maps[0];

    private static InferOptions Options(string model, params string[] scenes) =>
        new() { Model = model, Scenes = scenes, Out = string.Empty, Threads = 1, Batch = 2 };
}
