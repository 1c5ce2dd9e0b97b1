using System.Text.Json;
using Skylite.Native.Gdal;

namespace Skylite.Tests.EndToEnd;

/// <summary>From nothing to a map: imagery is drawn, looked at, learnt from, and a scene is mapped.</summary>
[Collection(OneAtATime.Name)]
public class LandscapeTests(Playground playground) : IClassFixture<Playground>
{
    private static readonly string[] Tiny = ["--epochs", "1", "--batch-size", "4", "--size", "32", "--width", "0.25", "--threads", "1", "--workers", "1"];

    [Fact]
    public void Drawn_land_cover_becomes_a_map_of_a_scene()
    {
        var (data, scene, run, map) = (playground.In("land"), playground.In("land-scene"), playground.In("land-run"), playground.In("land.tif"));
        SkyliteProgram.Run("synthesize", "--task", "segmentation", "--out", data, "--images", "10", "--size", "48", "--bands", "4").Succeeded();
        SkyliteProgram.Run("synthesize", "--task", "segmentation", "--out", scene, "--scene", "--size", "160").Succeeded();
        SkyliteProgram.Run("synthesize", "--task", "segmentation", "--out", data).Refused(1, "--overwrite");

        var inspection = Json("dataset", data);
        Assert.Equal("semantic-segmentation", inspection.GetProperty("task").GetString());
        Assert.Equal(9, inspection.GetProperty("classes").GetArrayLength());
        Assert.Equal(["red", "green", "blue", "nir"], inspection.GetProperty("bands").EnumerateArray().Select(b => b.GetString()));
        Assert.Contains("single-scene", SkyliteProgram.Run("dataset", scene).Succeeded().Output, StringComparison.Ordinal);

        SkyliteProgram.Run(["train", "--model", "light-unet", "--data", data, "--out", run, .. Tiny]).Succeeded();
        var model = Path.Combine(run, "model.onnx");
        SkyliteProgram.Run("preview", data, "--model", model, "--out", playground.In("land.png"), "--samples", "2").Succeeded();
        Assert.True(File.Exists(playground.In("land.png")));

        // The scene has 16 bits where training had 8: values are brought to the same range.
        var figures = Json("infer", model, Path.Combine(scene, "scene.tif"), "--out", map, "--scale", "0.0255", "--vector", "--threads", "1")
            .GetProperty("maps")[0];
        Assert.Equal(
            160 * 160,
            figures.GetProperty("classes").EnumerateArray().Sum(c => c.GetProperty("pixels").GetInt64()) + figures.GetProperty("noDataPixels").GetInt64());
        using var raster = GdalDataset.Open(map);
        using var source = GdalDataset.Open(Path.Combine(scene, "scene.tif"));
        Assert.True(GdalGrid.Of(source).IsSameAs(GdalGrid.Of(raster)));
        Assert.Equal("EPSG:32633", GdalSpatialReference.Describe(raster.Projection).Name);
        Assert.Equal("COG", raster.Metadata(domain: "IMAGE_STRUCTURE")["LAYOUT"]);
        Assert.Equal(["", "grass", "cropland", "bare-ground", "tree", "water", "road", "pavement", "building", "vehicle"], raster.CategoryNames(1));
        Assert.Equal("#8fc15a", raster.ColorTable(1)[1]);
        Assert.Equal(255, raster.Bands[0].NoData);

        var picture = Json("preview", "--map", map, "--against", map, "--out", playground.In("maps.png"));
        Assert.Equal(1, picture.GetProperty("agreement").GetDouble());
        Assert.Equal(1, picture.GetProperty("comparison").GetProperty("figures").GetProperty("kappa").GetDouble());
        var compared = SkyliteProgram.Run(
            "preview", "--map", map, "--against", Path.Combine(scene, "labels.tif"), "--out", playground.In("compared.png")).Succeeded().Output;
        Assert.Contains("pixels with a class in both: overall accuracy", compared, StringComparison.Ordinal);
        Assert.DoesNotContain("names no classes", compared, StringComparison.Ordinal);
        Assert.DoesNotContain("would be alike", compared, StringComparison.Ordinal);
        Assert.Contains("IoU %", compared, StringComparison.Ordinal);
    }

    [Fact]
    public void Drawn_changes_become_a_map_of_two_dates()
    {
        var (data, scene, run, map) = (playground.In("change"), playground.In("change-scene"), playground.In("change-run"), playground.In("change.tif"));
        SkyliteProgram.Run("synthesize", "--task", "change-detection", "--out", data, "--images", "10", "--size", "48").Succeeded();
        SkyliteProgram.Run("synthesize", "--task", "change-detection", "--out", scene, "--scene", "--size", "128", "--bands", "3").Succeeded();
        Assert.Equal(10, Json("dataset", data).GetProperty("samples").GetInt32());
        SkyliteProgram.Run(["train", "--model", "light-siamese", "--data", data, "--out", run, .. Tiny]).Succeeded();
        SkyliteProgram.Run(
            "infer", Path.Combine(run, "model.onnx"), Path.Combine(scene, "A", "scene.tif"), Path.Combine(scene, "B", "scene.tif"), "--out", map,
            "--scale", "0.0255", "--threads", "1").Succeeded();
        using var raster = GdalDataset.Open(map);
        Assert.Equal((128, 128), (raster.Width, raster.Height));
        Assert.Equal(["unchanged", "changed"], raster.CategoryNames(1));
        SkyliteProgram.Run("preview", data, "--out", playground.In("change.png"), "--classes", "changed", "--samples", "2").Succeeded();
        SkyliteProgram.Run("preview", data, "--out", playground.In("change.png"), "--train-share", "0.5").Refused(1, "--part");
        Assert.Equal(
            Json("preview", data, "--out", playground.In("change.png"), "--part", "test").GetProperty("shown").GetArrayLength(),
            Json("dataset", data).GetProperty("parts").GetProperty("test").GetInt32());
        SkyliteProgram.Run("preview", data, "--out", playground.In("change.jpg")).Refused(1, ".png");
    }

    [Fact]
    public void A_folder_that_is_no_data_set_gets_the_list_of_what_is()
    {
        var folder = Directory.CreateDirectory(playground.In("nothing", "below")).Parent!.FullName;
        var outcome = SkyliteProgram.Run("dataset", folder);
        outcome.Refused(1, "no data set");
        Assert.Contains("pair-folders", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("eurosat", outcome.Output, StringComparison.Ordinal);
        SkyliteProgram.Run("dataset", playground.In("missing")).Refused(1, "missing");
    }

    [FullDiskFact]
    public void A_map_that_does_not_fit_on_the_disk_or_may_not_be_written_leaves_nothing_under_its_name()
    {
        var (data, run) = (playground.In("full"), playground.In("full-run"));
        SkyliteProgram.Run("synthesize", "--task", "segmentation", "--out", data, "--images", "6", "--size", "32").Succeeded();
        SkyliteProgram.Run(
            "synthesize", "--task", "segmentation", "--out", playground.In("full-scene"), "--scene",
            "--size", "400", "--bands", "3", "--pixel-size", "0.5").Succeeded();
        SkyliteProgram.Run(["train", "--model", "light-unet", "--data", data, "--out", run, .. Tiny]).Succeeded();
        string[] infer =
        [
            "infer", Path.Combine(run, "model.onnx"), Path.Combine(playground.In("full-scene"), "scene.tif"), "--scale", "0.0255", "--threads", "1",
        ];
        using var disk = FullDisk.TryMount("96k")!;
        var map = Path.Combine(disk.Path, "map.tif");
        SkyliteProgram.Run([.. infer, "--out", map]).Refused(1, "disk is full");
        Assert.False(File.Exists(map));
        disk.MakeReadOnly();
        SkyliteProgram.Run([.. infer, "--out", map]).Refused(1, "map.tif");
        Assert.False(File.Exists(map));
    }

    private static JsonElement Json(params string[] arguments) =>
        JsonDocument.Parse(SkyliteProgram.Run([.. arguments, "--json"]).Succeeded().Output).RootElement;
}
