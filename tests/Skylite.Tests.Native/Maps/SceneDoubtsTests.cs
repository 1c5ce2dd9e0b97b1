using Skylite.Graphs.Onnx;
using Skylite.Native.Gdal;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;

namespace Skylite.Tests.Native.Maps;

/// <summary>What is said of scenes that give a map, but perhaps not the one that is wanted.</summary>
public sealed class SceneDoubtsTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private static readonly string[] Bands = ["B04", "B03"];

    private static GdalRasterSpec Spec => MapPlayground.Spec(96, 80, 2, Bands);

    private static double Texture(int y, int x) => 300 + (((x * 7919) ^ (y * 104_729)) % 97);

    [Theory]
    [InlineData(1, false)]
    [InlineData(0.0001, true)]
    [InlineData(0.02, true)]
    public void Values_far_smaller_than_the_training_s_are_warned_of(double factor, bool warns)
    {
        var map = Single($"units-{factor}", Spec with { DataType = GdalDataType.Float32 }, (_, y, x) => factor * Texture(y, x));
        Assert.Equal(warns, map.Notes.Any(n => n.Contains("unlike those the model was trained on", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1000, true)]
    [InlineData(-250, true)]
    public void A_date_that_lies_above_or_below_the_other_as_a_whole_is_warned_of(int offset, bool warns)
    {
        var map = Pair($"offset{offset}", Spec, (_, y, x) => Texture(y, x) + offset);
        Assert.Equal(warns, map.Notes.Any(n => n.Contains($"far {(offset > 0 ? "above" : "below")}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Scales_and_offsets_that_differ_between_the_dates_are_warned_of()
    {
        Pair("plain", Spec, (_, y, x) => Texture(y, x));
        var offset = View("stated.vrt", "plain-2.tif", string.Empty, "<Offset>-0.1</Offset><Scale>0.0001</Scale>");
        var map = InferJob.Run(Options(Change(), First(), offset) with { Out = playground.In("stated-map.tif"), Bands = ["1", "2"] }).Maps[0];
        Assert.Contains(map.Notes, n => n.Contains("× 1 + 0 and × 0.0001 + -0.1", StringComparison.Ordinal));
        Assert.DoesNotContain(map.Notes, n => n.Contains("far ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_scene_that_control_points_place_is_no_date_and_its_map_does_not_lie_on_the_ground()
    {
        First();
        var points = View(
            "points.vrt",
            "first.tif",
            "<GCPList Projection=\"EPSG:4326\"><GCP Id=\"1\" Pixel=\"0\" Line=\"0\" X=\"15\" Y=\"50\"/>"
            + "<GCP Id=\"2\" Pixel=\"96\" Line=\"0\" X=\"15.1\" Y=\"50\"/><GCP Id=\"3\" Pixel=\"0\" Line=\"80\" X=\"15\" Y=\"49.9\"/></GCPList>",
            string.Empty);
        var map = InferJob.Run(Options(playground.Network("pixel.onnx", Bands), points) with { Out = playground.In("points.tif"), Bands = ["1", "2"] }).Maps[0];
        Assert.Contains(map.Notes, n => n.Contains("ground control points", StringComparison.Ordinal) && n.Contains("gdalwarp", StringComparison.Ordinal));

        var error = Assert.Throws<InvalidDataException>(() =>
            InferJob.Run(Options(Change(), points, points) with { Out = playground.In("no.tif"), Bands = ["1", "2"] }));
        Assert.Contains("ground control points", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(8, false)]
    [InlineData(0.5, true)]
    [InlineData(30, true)]
    public void Pixels_of_another_size_than_learnt_are_warned_of(double metres, bool warns)
    {
        var model = With($"ground-{metres}.onnx", facts => facts with { GroundSize = metres });
        var map = InferJob.Run(Options(model, First()) with { Out = playground.In($"ground-{metres}.tif") }).Maps[0];
        Assert.Equal(warns, map.Notes.Any(n => n.Contains("model learnt with", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_value_that_only_the_model_calls_missing_is_said_and_can_be_refused()
    {
        var model = With("missing.onnx", facts => facts with { Preprocessing = facts.Preprocessing with { NoData = 300 } });
        var missing = Enumerable.Range(0, 96 * 80).Count(i => Texture(i / 96, i % 96) == 300);
        var map = InferJob.Run(Options(model, First()) with { Out = playground.In("missing.tif") }).Maps[0];
        Assert.Equal(missing, map.NoDataPixels);
        Assert.Contains(map.Notes, n => n.Contains("300 counts as missing", StringComparison.Ordinal));

        var whole = InferJob.Run(Options(model, First()) with { Out = playground.In("whole.tif"), NoData = double.NaN }).Maps[0];
        Assert.Equal(0, whole.NoDataPixels);
        Assert.DoesNotContain(whole.Notes, n => n.Contains("missing", StringComparison.Ordinal));
    }

    [Fact]
    public void The_second_date_may_have_bands_of_its_own()
    {
        var first = First();
        var second = playground.Scene("turned-bands.tif", Spec with { BandNames = null }, (b, y, x) => b == 1 ? Texture(y, x) : 9000);
        var options = Options(Change(), first, second) with { Out = playground.In("own-bands.tif"), Bands = ["B04", "B03"], BandsOfSecond = ["2", "1"] };
        Assert.Equal(0, InferJob.Run(options).Maps[0].Classes[1].Pixels);
        var single = Assert.Throws<ArgumentException>(() => InferJob.Run(options with { Model = playground.Network("pixel.onnx", Bands), Scenes = [first] }));
        Assert.Contains("--bands2", single.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dates_without_anything_to_match_are_said_to_be_unchecked()
    {
        var map = Pair("blank", Spec, (_, _, _) => 300);
        Assert.Contains(map.Notes, n => n.Contains("could not be checked", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_runs_do_not_write_one_map()
    {
        var options = Options(playground.Network("pixel.onnx", Bands), First()) with { Out = playground.In("busy.tif") };
        var rows = Path.Combine(Path.GetDirectoryName(options.Out)!, "busy.tif.partial.classes");
        using var other = new FileStream(rows, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        Assert.Contains("Another run", Assert.ThrowsAny<Exception>(() => InferJob.Run(options)).ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(options.Out));
    }

    private string First() => File.Exists(playground.In("first.tif"))
        ? playground.In("first.tif")
        : playground.Scene("first.tif", Spec, (_, y, x) => Texture(y, x));

    private string Change() => playground.Network("change.onnx", Bands, dates: 2);

    private string With(string name, Func<ModelFacts, ModelFacts> change)
    {
        var file = playground.Network("pixel.onnx", Bands);
        var graph = OnnxReader.Read(file);
        change(ModelFacts.Require(graph, file)).WriteTo(graph);
        OnnxWriter.Write(graph, playground.In(name));
        return playground.In(name);
    }

    private string View(string name, string source, string place, string band)
    {
        string Band(int number) => $"<VRTRasterBand dataType=\"UInt16\" band=\"{number}\">{band}<SimpleSource>"
            + $"<SourceFilename relativeToVRT=\"1\">{source}</SourceFilename><SourceBand>{number}</SourceBand></SimpleSource></VRTRasterBand>";
        var where = place.Length > 0 ? place : "<SRS>EPSG:32633</SRS><GeoTransform>500000, 10, 0, 5600000, 0, -10</GeoTransform>";
        File.WriteAllText(playground.In(name), $"<VRTDataset rasterXSize=\"96\" rasterYSize=\"80\">{where}{Band(1)}{Band(2)}</VRTDataset>");
        return playground.In(name);
    }

    private MapFigures Single(string name, GdalRasterSpec spec, Func<int, int, int, double> pixel) =>
        InferJob.Run(Options(playground.Network("pixel.onnx", Bands), playground.Scene($"{name}-scene.tif", spec, pixel)) with
        {
            Out = playground.In($"{name}.tif"),
        }).Maps[0];

    private MapFigures Pair(string name, GdalRasterSpec spec, Func<int, int, int, double> pixel) =>
        InferJob.Run(Options(Change(), First(), playground.Scene($"{name}-2.tif", spec, pixel)) with { Out = playground.In($"{name}-map.tif") }).Maps[0];

    private static InferOptions Options(string model, params string[] scenes) =>
        new() { Model = model, Scenes = scenes, Out = string.Empty, Threads = 1, Batch = 2 };
}
