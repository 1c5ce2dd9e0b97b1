using System.Text.Json;
using Skylite.Native.Gdal;

namespace Skylite.Tests.EndToEnd;

/// <summary>Networks for pixels as a user shapes them: blocks, side outputs, losses, several views.</summary>
[Collection(OneAtATime.Name)]
public sealed class PixelNetworkTests(Playground playground) : IClassFixture<Playground>
{
    [Fact]
    public void A_network_with_a_block_and_side_outputs_is_trained_and_asked_about_several_views()
    {
        var (data, scene, run, map) = (playground.In("views"), playground.In("views-scene"), playground.In("views-run"), playground.In("views.tif"));
        SkyliteProgram.Run("synthesize", "--task", "change-detection", "--out", data, "--images", "10", "--size", "48").Succeeded();
        SkyliteProgram.Run("synthesize", "--task", "change-detection", "--out", scene, "--scene", "--size", "96", "--bands", "3").Succeeded();
        string[] train =
        [
            "train", "--model", "light-siamese", "--data", data, "--size", "32", "--epochs", "1", "--crops", "16", "--workers", "1", "--threads", "1",
        ];

        SkyliteProgram.Run([.. train, "--block", "simam", "--deep-supervision", "--loss", "cross-entropy+edge-aware+center", "--out", run]).Succeeded();
        SkyliteProgram.Run([.. train, "--block", "sinam", "--out", playground.In("refused")]).Refused(1, "simam");
        SkyliteProgram.Run([.. train, "--depth", "2", "--out", playground.In("refused")]).Refused(1, "unet-plus-plus");
        SkyliteProgram.Run([.. train, "--loss", "center", "--out", playground.In("refused")]).Refused(1, "cross-entropy+center");

        var stages = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "result.json"))).RootElement.GetProperty("stages");
        Assert.Equal(["model.onnx", "model.side-2.onnx", "model.side-1.onnx"], stages.EnumerateArray().Select(s => s.GetProperty("file").GetString()));
        var model = Path.Combine(run, "model.onnx");
        Assert.Equal("flips", Json("eval", model, "--data", data, "--tta", "flips").GetProperty("figures").GetProperty("testTimeAugmentation").GetString());
        Assert.Contains("8 views", SkyliteProgram.Run("eval", model, "--data", data, "--tta", "flips-and-turns").Succeeded().Output, StringComparison.Ordinal);

        var blended = Json("eval", model, "--data", data, "--overlap", "0.5", "--threshold", "0.6", "--threads", "1");
        Assert.Equal(
            ("test", 0.5, 0.6),
            (blended.GetProperty("part").GetString(),
                blended.GetProperty("figures").GetProperty("overlap").GetDouble(), blended.GetProperty("figures").GetProperty("threshold").GetDouble()));
        Assert.Equal(128, Json("eval", model, "--data", data, "--tile", "128").GetProperty("figures").GetProperty("tile").GetInt32());
        SkyliteProgram.Run("eval", model, "--data", data, "--tile", "0").Refused(1, "--tile");
        SkyliteProgram.Run("eval", model, "--data", data, "--threshold", "1.5").Refused(1, "--threshold", "1.5");

        var figures = Json(
            "infer", model, Path.Combine(scene, "A", "scene.tif"), Path.Combine(scene, "B", "scene.tif"), "--out", map, "--scale", "0.0255", "--threads", "1",
            "--tta", "flips").GetProperty("maps")[0];
        Assert.Equal("flips", figures.GetProperty("testTimeAugmentation").GetString());
        using var raster = GdalDataset.Open(map);
        Assert.StartsWith("flips", raster.Metadata()["SKYLITE_TTA"], StringComparison.Ordinal);
    }

    private static JsonElement Json(params string[] arguments) =>
        JsonDocument.Parse(SkyliteProgram.Run([.. arguments, "--json"]).Succeeded().Output).RootElement;
}
