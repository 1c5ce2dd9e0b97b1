using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Maps;
using Skylite.Imagery.Tiling;
using Skylite.Inference.Scenes;
using Skylite.Native.Gdal;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using static Skylite.Tests.Native.Maps.MapPlayground;

namespace Skylite.Tests.Native.Maps;

public sealed class InferJobTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private static readonly string[] Rgb = ["red", "green", "blue"];

    [Theory]
    [InlineData("cosine")]
    [InlineData("gaussian")]
    [InlineData("uniform")]
    [InlineData("center")]
    public void A_map_has_the_class_of_every_pixel_whatever_the_tiles(string window)
    {
        var scene = playground.Scene($"blocks-{window}.tif", MapPlayground.Spec(101, 83, 3, Rgb), Blocks);
        var output = playground.In($"{window}.tif");
        var map = Run(scene, output, o => o with { Window = BlendWindow.Find(window), Probability = MapProbability.All });

        Assert.Equal(Enumerable.Range(0, 101 * 83).Select(i => BlockClass(i, 101)), MapPlayground.Pixels(output));
        Assert.Equal(101 * 83, map.Classes.Sum(c => c.Pixels));
        // softmax of 9, 1, 1
        var expected = (int)Math.Round(255 / (1 + (2 * Math.Exp(-8))));
        Assert.Equal(
            Enumerable.Range(0, 101 * 83).Select(i => BlockClass(i, 101) == 1 ? expected : 1),
            MapPlayground.Pixels(MapWriter.ProbabilityFile(output), 2).Select(p => (int)p));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    public void Runs_at_the_same_time_leave_the_map_as_it_is(int threads)
    {
        var scene = playground.Scene("threads.tif", MapPlayground.Spec(171, 149, 3, Rgb), Blocks);

        Run(scene, playground.In($"threads-{threads}.tif"), o => o with { Threads = threads, Batch = 1 });

        Assert.Equal(Enumerable.Range(0, 171 * 149).Select(i => BlockClass(i, 171)), MapPlayground.Pixels(playground.In($"threads-{threads}.tif")));
    }

    [Fact]
    public void The_file_keeps_its_place_and_says_what_its_classes_are()
    {
        var scene = playground.Scene("place.tif", MapPlayground.Spec(1100, 600, 3, Rgb), Blocks);
        Run(scene, playground.In("placed.tif"), o => o with { Tile = 256 }, tile: null);

        using var map = GdalDataset.Open(playground.In("placed.tif"));
        using var source = GdalDataset.Open(scene);
        Assert.Equal(source.GeoTransform, map.GeoTransform);
        Assert.True(GdalSpatialReference.AreSame(source.Projection, map.Projection));
        Assert.Equal("COG", map.Metadata(domain: "IMAGE_STRUCTURE")["LAYOUT"]);
        Assert.Equal("DEFLATE", map.Metadata(domain: "IMAGE_STRUCTURE")["COMPRESSION"]);
        Assert.Equal(["most red", "most green", "most blue"], map.CategoryNames(1));
        Assert.Equal(["#1440ff", "#2840ff", "#3c40ff"], map.ColorTable(1).Take(3));
        Assert.Equal(255, map.Bands[0].NoData);
        Assert.Equal((512, 512), (map.Bands[0].BlockWidth, map.Bands[0].BlockHeight));
        Assert.True(map.Bands[0].OverviewCount >= 1);
        Assert.Equal("2", map.Metadata(1)["STATISTICS_MAXIMUM"]);
        Assert.Equal("semantic-segmentation", map.Metadata()["SKYLITE_TASK"]);
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.GetDirectoryName(scene)!), f => f.Contains("placed.tif.partial", StringComparison.Ordinal));
    }

    [Fact]
    public void Pixels_without_data_stay_without()
    {
        var spec = MapPlayground.Spec(90, 70, 3, Rgb) with { NoData = 7 };
        var scene = playground.Scene("holes.tif", spec, (band, y, x) => x > 60 ? 7 : y == 3 && band > 0 ? 7 : Blocks(band, y, x));
        var map = Run(scene, playground.In("holes-map.tif"));

        var pixels = MapPlayground.Pixels(playground.In("holes-map.tif"));
        Assert.All(Enumerable.Range(0, pixels.Length), i => Assert.Equal(i % 90 > 60, pixels[i] == MapLegend.NoData));
        Assert.Equal(29 * 70, map.NoDataPixels);
    }

    [Fact]
    public void A_scene_of_not_a_number_gives_an_empty_map_and_says_so()
    {
        var scene = playground.Scene("nan.tif", MapPlayground.Spec(40, 40, 3, Rgb) with { DataType = GdalDataType.Float32 }, (_, _, _) => double.NaN);
        var map = Run(scene, playground.In("nan-map.tif"));
        Assert.Equal(1600, map.NoDataPixels);
        Assert.Equal(0, map.Tiles);
        Assert.Contains("every pixel of the map is without data", map.Notes);
    }

    [Fact]
    public void Scenes_smaller_than_a_tile_are_reflected_and_plain_images_work()
    {
        var scene = playground.Scene("small.tif", MapPlayground.Spec(13, 9, 3, Rgb) with { Crs = null, GeoTransform = null }, Blocks);
        var map = Run(scene, playground.In("small-map.tif"), o => o with { Vector = true });
        Assert.Equal(Enumerable.Range(0, 13 * 9).Select(i => BlockClass(i, 13)), MapPlayground.Pixels(playground.In("small-map.tif")));
        Assert.Contains(map.Notes, n => n.Contains("does not say where it lies", StringComparison.Ordinal));
        using var polygons = GdalVector.Open(playground.In("small-map.gpkg"));
        Assert.Equal("area_px", polygons.Fields[2].Name);
        Assert.Equal("Undefined Cartesian SRS", polygons.ReferenceName);
    }

    [Fact]
    public void Every_region_of_a_noisy_map_has_its_polygon()
    {
        const int width = 150;
        const int height = 90;
        var random = new Random(3);
        var scene = playground.Scene(
            "noise.tif", MapPlayground.Spec(width, height, 3, Rgb) with { Crs = null, GeoTransform = null }, (_, _, _) => random.Next(100, 900));
        var output = playground.In("noise-map.tif");
        var map = Run(scene, output, o => o with { Vector = true, Probability = MapProbability.Winner });

        var regions = new List<MapRegion>();
        var scan = new RegionScan(regions.Add);
        double[] ones = [.. Enumerable.Repeat(1.0, width)];
        var (classes, probabilities) = (MapPlayground.Pixels(output), MapPlayground.Pixels(MapWriter.ProbabilityFile(output)));
        for (var y = 0; y < height; y++)
        {
            scan.Add(y, classes.AsSpan(y * width, width), probabilities.AsSpan(y * width, width), ones);
        }

        scan.Complete();
        Assert.True(regions.Count > 2000);
        Assert.Equal(regions.Count, map.Polygons);
        using var polygons = GdalVector.Open(playground.In("noise-map.gpkg"));
        var written = new List<(int Class, double Area, double Probability)>();
        while (polygons.Read() is { } polygon)
        {
            written.Add(((int)polygon.Values[0]!, (double)polygon.Values[2]!, Math.Round((double)polygon.Values[3]!, 9)));
        }

        Assert.Equal(regions.Select(r => ((int)r.Class, r.Area, Math.Round(r.Probability / r.Pixels, 9))).Order(), written.Order());
    }

    [Fact]
    public void Polygons_are_one_across_tiles_with_area_and_probability()
    {
        var scene = playground.Scene("shapes.tif", MapPlayground.Spec(150, 120, 3, Rgb), (band, y, x) =>
            band == (y is >= 20 and < 90 && x is >= 10 and < 140 ? 1 : x == 145 && y == 5 ? 2 : 0) ? 900 : 100);
        var map = Run(scene, playground.In("shapes-map.tif"), o => o with { Vector = true, MinimumArea = 150 });

        Assert.Equal(2, map.Polygons);
        using var polygons = GdalVector.Open(playground.In("shapes-map.gpkg"));
        Assert.Equal("WGS 84 / UTM zone 33N", polygons.ReferenceName);
        var features = new List<GdalFeature>();
        while (polygons.Read() is { } feature)
        {
            features.Add(feature);
        }

        var block = features.Single(f => (int)f.Values[0]! == 1);
        Assert.Equal("most green", block.Values[1]);
        // In the middle of a zone of UTM a map is smaller than the ground.
        const double pixel = 100 / (0.9996 * 0.9996);
        Assert.Equal(130.0 * 70, (double)block.Values[2]! / pixel, 1e-2);
        Assert.InRange((double)block.Values[3]!, 0.99, 1);
        // One rectangle: five points, the first corner in map coordinates.
        Assert.Equal(9 + 4 + (5 * 16), block.Wkb.Length);
        var xs = Enumerable.Range(0, 5).Select(i => BitConverter.ToDouble(block.Wkb, 13 + (16 * i))).ToArray();
        Assert.Equal((500_100, 501_400), (xs.Min(), xs.Max()));
        Assert.Equal((150.0 * 120) - (130 * 70) - 1, (double)features.Single(f => (int)f.Values[0]! == 0).Values[2]! / pixel, 1e-2);
    }

    [Theory]
    [InlineData(true, -1, 0, "--min-area")]
    [InlineData(true, double.NaN, 0, "--min-area")]
    [InlineData(true, 0, -0.5, "--simplify")]
    [InlineData(false, 5, 0, "--min-area is about polygons")]
    [InlineData(false, 0, 2, "--simplify is about polygons")]
    public void What_is_asked_of_polygons_must_make_sense(bool vector, double area, double simplify, string told)
    {
        var scene = playground.Scene("wishes.tif", MapPlayground.Spec(40, 36, 3, Rgb), Blocks);
        var options = Options(scene, playground.In("wishes-map.tif")) with { Vector = vector, MinimumArea = area, Simplify = simplify };
        Assert.Contains(told, Assert.Throws<ArgumentException>(() => InferJob.Run(options)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(options.Out));
    }

    [Fact]
    public void Files_say_by_which_command_they_were_made()
    {
        var scene = playground.Scene("told.tif", MapPlayground.Spec(40, 36, 3, Rgb), Blocks);
        var output = playground.In("told-map.tif");
        Run(scene, output, o => o with { Vector = true, Probability = MapProbability.Winner, Command = "skylite infer 'a<b>&\u00e4=\u0001.onnx'" });
        Run(scene, playground.In("untold-map.tif"));

        using var map = GdalDataset.Open(output);
        using var probabilities = GdalDataset.Open(MapWriter.ProbabilityFile(output));
        using var polygons = GdalVector.Open(playground.In("told-map.gpkg"));
        using var untold = GdalDataset.Open(playground.In("untold-map.tif"));
        Assert.All(
            [map.Metadata(), probabilities.Metadata(), polygons.Metadata], m => Assert.Equal("skylite infer 'a<b>&\u00e4=?.onnx'", m["SKYLITE_COMMAND"]));
        Assert.DoesNotContain("SKYLITE_COMMAND", untold.Metadata());
    }

    [Fact]
    public void A_writer_that_cannot_begin_leaves_no_file_open()
    {
        var output = playground.In("half-begun.tif");
        Directory.CreateDirectory(MapWriter.PartialFile(output, "probabilities"));
        var options = new MapWriterOptions
        {
            Out = output,
            Grid = new GdalGrid(4, 4, null, string.Empty),
            Legend = new MapLegend(["a", "b"], []),
            Probability = MapProbability.Winner,
        };

        Assert.ThrowsAny<Exception>(() => new MapWriter(options));

        Assert.Empty(OpenFiles.Below(output));
    }

    [Theory]
    [InlineData(0, AnswerKind.Probabilities, false)]
    [InlineData(1, AnswerKind.Probabilities, false)]
    [InlineData(2, AnswerKind.Probabilities, false)]
    [InlineData(1, AnswerKind.Logits, false)]
    [InlineData(0, AnswerKind.Logits, true)]
    [InlineData(2, AnswerKind.Probabilities, true)]
    public void A_model_that_answers_with_no_numbers_is_named_instead_of_mapped(int broken, AnswerKind answers, bool classifiesScenes)
    {
        var scene = playground.Scene("faint.tif", MapPlayground.Spec(71, 40, 3, Rgb), (band, y, x) => Blocks(band, y, x) / 10);
        var network = playground.In($"broken-{broken}-{answers}-{classifiesScenes}.onnx");
        var graph = OnnxReader.Read(playground.Network(classifiesScenes ? "scenes.onnx" : "pixel.onnx", Rgb, classifiesScenes: classifiesScenes));
        float[] weights = [1, 0, 0, 0, 1, 0, 0, 0, 1];
        weights[4 * broken] = float.NaN;
        graph.SetInitializer(graph.Initializers.Single(v => v.Name == "weights"), Tensor.Create<float>(weights, 3, 3, 1, 1));
        OnnxWriter.Write(graph, network);
        var output = playground.In(Path.GetFileNameWithoutExtension(network) + ".tif");

        var error = Assert.Throws<InvalidDataException>(() => InferJob.Run(Options(scene, output) with { Model = network, Answers = answers }));

        Assert.Contains(Path.GetFileName(network), error.Message, StringComparison.Ordinal);
        Assert.Contains("NaN", error.Message, StringComparison.Ordinal);
        // The same command would end there again, so that nothing stays to go on from.
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(output)!, Path.GetFileName(output) + "*"));
    }

    [Fact]
    public void Tiles_overlap_as_the_model_says_unless_an_option_says_otherwise()
    {
        var scene = playground.Scene("overlap.tif", MapPlayground.Spec(100, 70, 3, Rgb), Blocks);
        var network = playground.In("overlapping.onnx");
        var graph = OnnxReader.Read(playground.Network("pixel.onnx", Rgb));
        graph.Metadata[ModelFacts.OverlapKey] = "0.5";
        OnnxWriter.Write(graph, network);
        Assert.Equal(0.5, Run(scene, playground.In("overlap-map.tif"), o => o with { Model = network }).Overlap);
        Assert.Equal(0.125, Run(scene, playground.In("overlap-map.tif"), o => o with { Model = network, Overlap = 0.125 }).Overlap);
        Assert.Equal(0.25, Run(scene, playground.In("overlap-map.tif")).Overlap);
    }

    [Fact]
    public void A_place_that_takes_no_file_is_refused_before_anything_is_computed()
    {
        var scene = playground.Scene("placed-badly.tif", MapPlayground.Spec(40, 40, 3, Rgb), Blocks);
        string[] places = [Path.Combine(scene, "map.tif"), Path.Combine(scene, "below", "map.tif"), "/proc/nowhere/map.tif"];
        foreach (var place in places)
        {
            var said = new List<string>();
            var error = Assert.Throws<IOException>(() => InferJob.Run(Options(scene, place), new Listener(said.Add)));
            Assert.Contains($"'{place}' cannot be written", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(said, s => s.Contains(" %", StringComparison.Ordinal));
        }

        var polygons = Path.Combine(scene, "map.gpkg");
        Assert.Contains(
            polygons,
            Assert.Throws<IOException>(() => InferJob.Run(Options(scene, playground.In("good.tif")) with { Vector = true, VectorOut = polygons })).Message,
            StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(scene)!, "good.tif*"));
    }

    [Fact]
    public void A_scene_classifier_gives_one_class_for_each_tile()
    {
        var network = playground.Network("scenes.onnx", Rgb, classifiesScenes: true);
        var scene = playground.Scene("cells.tif", MapPlayground.Spec(100, 70, 3, Rgb), (band, y, x) => ((x / 32) + (y / 32)) % 3 == band ? 900 : 100);
        var map = InferJob.Run(new InferOptions { Model = network, Scenes = [scene], Out = playground.In("cells-map.tif") }).Maps[0];

        Assert.Equal((4, 3), (map.Width, map.Height));
        Assert.Equal([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2], MapPlayground.Pixels(playground.In("cells-map.tif")).Select(p => (int)p));
        using var raster = GdalDataset.Open(playground.In("cells-map.tif"));
        Assert.Equal(GdalGeoTransform.NorthUp(500_000, 5_600_000, 320), raster.GeoTransform);
    }

    [Fact]
    public void A_scene_classifier_has_nothing_to_blend_by_any_window()
    {
        var network = playground.Network("unblended.onnx", Rgb, classifiesScenes: true);
        var scene = playground.Scene("unblended.tif", MapPlayground.Spec(40, 40, 3, Rgb), Blocks);
        Assert.All(BlendWindow.All, window => Assert.Contains(
            "--window",
            Assert.Throws<ArgumentException>(() =>
                InferJob.Run(new InferOptions { Model = network, Scenes = [scene], Out = playground.In("unblended-map.tif"), Window = window })).Message,
            StringComparison.Ordinal));
    }

    [Fact]
    public void Several_scenes_are_written_to_a_folder()
    {
        var one = playground.Scene("one.tif", MapPlayground.Spec(40, 40, 3, Rgb), Blocks);
        var two = playground.Scene("two.tif", MapPlayground.Spec(50, 40, 3, Rgb), Blocks);
        var figures = InferJob.Run(Options(one, playground.In("folder")) with { Scenes = [one, two] });
        Assert.Equal(["one.map.tif", "two.map.tif"], figures.Maps.Select(m => Path.GetFileName(m.Files[0])));
        Assert.Throws<ArgumentException>(() => InferJob.Run(Options(one, playground.In("x.tif")) with { Scenes = [one, two] }));
        Assert.Throws<ArgumentException>(() => InferJob.Run(Options(one, one)));
    }

    [Fact]
    public void What_is_wrong_with_a_later_scene_is_told_before_the_first_map()
    {
        string[] good =
        [
            playground.Scene("well-1.tif", MapPlayground.Spec(40, 40, 3, Rgb), Blocks),
            playground.Scene("well-3.tif", MapPlayground.Spec(40, 40, 3, Rgb), Blocks),
        ];
        var broken = playground.In("ill-2.tif");
        File.WriteAllText(broken, "no raster");
        var options = Options(good[0], playground.In("well-or-ill")) with { Scenes = [good[0], broken, good[1]] };
        Assert.Contains(broken, Assert.Throws<GdalException>(() => InferJob.Run(options)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(options.Out));
        var narrow = playground.Scene("narrow.tif", MapPlayground.Spec(40, 40, 2, "red", "green"), Blocks);
        Assert.Contains(
            narrow, Assert.Throws<InvalidDataException>(() => InferJob.Run(options with { Scenes = [.. good, narrow] })).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(options.Out));
    }

    private MapFigures Run(string scene, string output, Func<InferOptions, InferOptions>? change = null, int? tile = MapPlayground.Tile)
    {
        var options = Options(scene, output) with { Model = playground.Network(tile is null ? "dynamic.onnx" : "pixel.onnx", Rgb, tile: tile) };
        return InferJob.Run(change?.Invoke(options) ?? options).Maps[0];
    }

    private InferOptions Options(string scene, string output) =>
        new() { Model = playground.Network("pixel.onnx", Rgb), Scenes = [scene], Out = output, Threads = 1, Batch = 2 };

    private sealed class Listener(Action<string> hear) : IProgress<JobMessage>
    {
        public void Report(JobMessage value) => hear(value.Text);
    }
}
