using System.Globalization;
using System.Text.Json;
using Skylite.Graphs.Onnx;
using Skylite.Imagery;
using Skylite.Native.Gdal;
using Skylite.Workbench.Models;
using Skylite.Zoo;

namespace Skylite.Tests.EndToEnd;

[Collection(OneAtATime.Name)]
public class InferTests(Playground playground) : IClassFixture<Playground>
{
    private const int Failure = 1;
    private const int Usage = 2;

    [Fact]
    public void A_scene_becomes_a_map_with_polygons_and_probabilities()
    {
        var output = playground.In("map.tif");
        var figures = JsonDocument.Parse(
            SkyliteProgram.Run("infer", Model(), Scene("scene.tif"), "--out", output, "--vector", "--probability", "--json").Succeeded().Output).RootElement;
        var map = figures.GetProperty("maps")[0];
        Assert.Equal(
            [output, Path.ChangeExtension(output, ".gpkg"), Path.ChangeExtension(output, ".probability.tif")],
            map.GetProperty("files").EnumerateArray().Select(f => f.GetString()!));
        Assert.Equal(150 * 110, map.GetProperty("classes").EnumerateArray().Sum(c => c.GetProperty("pixels").GetInt64()));
        using var raster = GdalDataset.Open(output);
        Assert.Equal(["water", "land"], raster.CategoryNames(1));
        Assert.StartsWith("skylite infer ", raster.Metadata()["SKYLITE_COMMAND"], StringComparison.Ordinal);
        using var polygons = GdalVector.Open(Path.ChangeExtension(output, ".gpkg"));
        Assert.NotNull(polygons.Read());

        var text = SkyliteProgram.Run("infer", Model(), Scene("scene.tif"), "--out", output, "--quality", "fast").Succeeded();
        Assert.Contains("megapixels/s", text.Output, StringComparison.Ordinal);
        Assert.Contains("land", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_option_reaches_the_map()
    {
        var output = playground.In("options.tif");
        var scene = Scene("options-scene.tif", hole: 20);
        SkyliteProgram.Run("infer", Model(), scene, "--out", output, "--probability", "all").Succeeded();
        // Near the middle, so that both classes lie side by side everywhere.
        var middle = (Pixels(playground.In("options.probability.tif"), 2).Order().ElementAt(150 * 110 / 2) / 255.0)
            .ToString("0.###", CultureInfo.InvariantCulture);
        string[] said =
        [
            "--bounds", "500200,5599300,501000,5600000", "--nodata", "7", "--bands", "3,2,1", "--threshold", middle, "--sieve", "5", "--tile", "32",
            "--overlap", "0.5", "--window", "gaussian", "--tta", "flips", "--batch-size", "3", "--threads", "1", "--scale", "0.5",
            "--task", "semantic-segmentation", "--answers", "logits", "--vector", "--min-area", "5000", "--simplify", "15", "--probability", "all",
        ];
        var figures = JsonDocument.Parse(
            SkyliteProgram.Run(["infer", Model(), scene, "--out", output, "--json", .. said]).Succeeded().Output).RootElement.GetProperty("maps")[0];

        Assert.Equal((80, 70), (figures.GetProperty("width").GetInt32(), figures.GetProperty("height").GetInt32()));
        Assert.Equal(20 * 20, figures.GetProperty("noDataPixels").GetInt32());
        Assert.Equal([32, 32], figures.GetProperty("tile").EnumerateArray().Select(n => n.GetInt32()));
        Assert.Equal(0.5, figures.GetProperty("overlap").GetDouble());
        Assert.Equal(
            ("gaussian", "flips", middle, 5),
            (Text("window"), Text("testTimeAugmentation"),
                figures.GetProperty("threshold").GetDouble().ToString(CultureInfo.InvariantCulture), figures.GetProperty("sieve").GetInt32()));
        using var probabilities = GdalDataset.Open(figures.GetProperty("files")[2].GetString()!);
        Assert.Equal(2, probabilities.BandCount);
        Assert.All(probabilities.Bands, b => Assert.Equal((1 / 255.0, 0.0, 0.0), (b.Scale, b.Offset, b.NoData)));
        Assert.Equal("COG", probabilities.Metadata(0, "IMAGE_STRUCTURE")["LAYOUT"]);
        Assert.True(figures.GetProperty("polygons").GetInt64() <= 80 * 70 * 100 / 5000);

        // Each of them changes the map, so none is passed over.
        var map = Pixels(output);
        foreach (var option in (string[])["--bands", "--threshold", "--sieve", "--scale", "--overlap"])
        {
            var at = Array.IndexOf(said, option);
            SkyliteProgram.Run(["infer", Model(), scene, "--out", output, .. said[..at], .. said[(at + 2)..]]).Succeeded();
            Assert.True(!map.SequenceEqual(Pixels(output)), $"{option} changes nothing");
        }

        SkyliteProgram.Run("infer", Model(), Scene("other-scene.tif"), "--out", playground.In("m.tif"), "--nodata", "seven")
            .Refused(Failure, "--nodata", "seven");

        string Text(string name) => figures.GetProperty(name).GetString()!;
    }

    [Fact]
    public void Bad_input_is_refused_with_one_sentence()
    {
        var scene = Scene("other.tif");
        SkyliteProgram.Run("infer", Model(), scene).Refused(Usage, "--out");
        SkyliteProgram.Run("infer", Model(), playground.In("missing.tif"), "--out", playground.In("m.tif")).Refused(Failure, "missing.tif");
        SkyliteProgram.Run("infer", Model(), Model(), "--out", playground.In("m.tif")).Refused(Failure, "model.onnx");
        SkyliteProgram.Run("infer", Model(), scene, "--out", playground.In("m.tif"), "--window", "hann").Refused(Failure, "cosine");
        SkyliteProgram.Run("infer", Model(), scene, "--out", playground.In("m.tif"), "--overlap", "1").Refused(Failure, "--overlap");
        SkyliteProgram.Run("infer", Model(), scene, "--out", playground.In("m.tif"), "--bands", "1,2").Refused(Failure, "3 bands");
        SkyliteProgram.Run("infer", Model(), scene, "--out", playground.In("m.tif"), "--tile", "50").Refused(Failure, "tiles of 50 pixels", "--tile 64");
        SkyliteProgram.Run("infer", Model(), scene, "--out", scene).Refused(Failure, "the scene itself");
        SkyliteProgram.Run("infer", Model(), scene, scene, "--out", playground.In("m.tif")).Refused(Failure, "folder");
        SkyliteProgram.Run("infer", Model(), scene, "--out", Path.Combine(scene, "below.tif")).Refused(Failure, "other.tif");
        Assert.False(File.Exists(playground.In("m.tif")));
    }

    [FullDiskFact]
    public void A_map_that_finds_the_disk_full_goes_on_when_there_is_room()
    {
        var (scene, whole) = (Scene("large.tif"), playground.In("whole.tif"));
        SkyliteProgram.Run("infer", Model(), scene, "--out", whole, "--vector").Succeeded();
        // The rows alone take 20 kB, and as much again for their probabilities: the first disk
        // is full while they are written, the second while the map is made of them.
        foreach (var size in (string[])["24k", "60k"])
        {
            using var disk = FullDisk.TryMount(size)!;
            var map = Path.Combine(disk.Path, "map.tif");
            SkyliteProgram.Run("infer", Model(), scene, "--out", map, "--vector").Refused(Failure, "disk is full", map, "--resume");
            Assert.False(File.Exists(map));
            disk.Grow("4m");
            SkyliteProgram.Run("infer", Model(), scene, "--out", map, "--vector", "--resume").Succeeded();
            Assert.Equal(Pixels(whole), Pixels(map));
            Assert.DoesNotContain(
                Directory.EnumerateFiles(disk.Path), f => f.Contains("partial", StringComparison.Ordinal) || f.Contains(".tmp", StringComparison.Ordinal));
            disk.MakeReadOnly();
            SkyliteProgram.Run("infer", Model(), scene, "--out", Path.Combine(disk.Path, "other.tif")).Refused(Failure, "other.tif' cannot be written");
        }
    }

    [Fact]
    public void A_model_is_exported_for_other_programs()
    {
        SkyliteProgram.Run(
            "export", Model(), "--deepness", playground.In("qgis.onnx"), "--stac", playground.In("item.json"), "--card", playground.In("card.md")).Succeeded();
        Assert.Equal("Softmax", OnnxReader.Read(playground.In("qgis.onnx")).Outputs[0].Producer!.OpType);
        Assert.Equal("Feature", JsonDocument.Parse(File.ReadAllText(playground.In("item.json"))).RootElement.GetProperty("type").GetString());
        Assert.StartsWith($"# {Path.GetFileName(Path.GetDirectoryName(Model()))}", File.ReadAllText(playground.In("card.md")), StringComparison.Ordinal);
        SkyliteProgram.Run("export", Model()).Refused(Failure, "--deepness");
    }

    private static byte[] Pixels(string map, int band = 1)
    {
        using var raster = GdalDataset.Open(map);
        var pixels = new byte[raster.Width * raster.Height];
        raster.Read(pixels.AsSpan(), new GdalReadOptions { Bands = [band] });
        return pixels;
    }

    private string Model()
    {
        var path = playground.In("model.onnx");
        if (!File.Exists(path))
        {
            var graph = Models.Build("light-unet", new ModelOptions { Classes = 2, WidthMultiplier = 0.25, Seed = 3 }.WithSize(64));
            new ModelFacts(Preprocessing.ImageNet(64, 64), ["water", "land"], new Provenance { Architecture = "light-unet" })
            {
                Task = ModelTask.SemanticSegmentation,
            }.WriteTo(graph);
            OnnxWriter.Write(graph, path);
        }

        return path;
    }

    private string Scene(string name, int hole = 0)
    {
        var spec = new GdalRasterSpec(150, 110, 3, GdalDataType.Byte)
        {
            Crs = "EPSG:32633",
            GeoTransform = GdalGeoTransform.NorthUp(500_000, 5_600_000, 10),
            BandNames = ["red", "green", "blue"],
        };
        var random = new Random(1);
        using var raster = GdalDataset.Create(playground.In(name), spec);
        var pixels = new byte[150 * 110 * 3];
        random.NextBytes(pixels);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = i / 150 % 110 is >= 10 and var y && y < 10 + hole && i % 150 is >= 30 and var x && x < 30 + hole ? (byte)7 : pixels[i];
        }

        raster.Write<byte>(pixels);
        return playground.In(name);
    }
}
