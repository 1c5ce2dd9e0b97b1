using System.Text.Json;

namespace Skylite.Tests.EndToEnd;

[Collection(OneAtATime.Name)]
public sealed class PixelTests(Playground playground) : IClassFixture<Playground>
{
    private const int Failure = 1;
    private const int Interrupted = 130;
    private static readonly string[] Small = ["--crops", "16", "--batch-size", "4", "--threads", "1", "--workers", "1"];

    [Fact]
    public void Changes_are_learnt_compressed_with_a_teacher_after_an_interruption_reported_and_evaluated()
    {
        var data = playground.In("change");
        SkyliteProgram.Run("synthesize", "--task", "change-detection", "--images", "16", "--size", "32", "--out", data).Succeeded();
        SkyliteProgram.Run(
        [
            "train", "light-siamese", "--width", "0.125", "--data", data, "--size", "32", "--epochs", "2", "--out", playground.In("parent"), .. Small,
        ]).Succeeded();
        var model = playground.In("parent", "model.onnx");
        string[] compress =
        [
            "compress", model, "--data", data, "--prune", "0.3", "--align", "1", "--quantize", "int8", "--calibration-images", "8", "--epochs", "20",
            "--distill", model, "--distill-kind", "soft-target+channel-wise+attention-transfer", "--out", playground.In("small"), .. Small,
        ];

        SkyliteProgram.Run("fine-tune: epoch 2/", null, compress).Refused(Interrupted, "--resume");
        var resumed = SkyliteProgram.Run([.. compress, "--resume", "--json"]).Succeeded();

        Assert.DoesNotContain("fine-tune: epoch 1/", resumed.Error, StringComparison.Ordinal);
        Assert.Contains("validation F1 of change", resumed.Error, StringComparison.Ordinal);
        var result = JsonDocument.Parse(resumed.Output).RootElement;
        Assert.Equal("change-detection", result.GetProperty("task").GetString());
        Assert.Equal(
            ["parent", "prune", "fine-tune", "quantize"], result.GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("name").GetString()!));
        Assert.True(result.GetProperty("maps").GetArrayLength() > 0);

        SkyliteProgram.Run("report", playground.In("small")).Succeeded();
        var html = File.ReadAllText(playground.In("small", "report.html"));
        Assert.Contains("F1 of change", html, StringComparison.Ordinal);
        Assert.Contains("data:image/png;base64,", html, StringComparison.Ordinal);

        // The split is drawn again from what the model says, so the figures are those of the run.
        var eval = JsonDocument.Parse(
            SkyliteProgram.Run("eval", playground.In("small", "model.onnx"), "--data", data, "--json").Succeeded().Output).RootElement;
        Assert.True(JsonElement.DeepEquals(result.GetProperty("stages")[3].GetProperty("test"), eval.GetProperty("figures")));
    }

    [Fact]
    public void Scenes_are_no_data_for_a_network_of_pixels()
    {
        SkyliteProgram.Run("train", "light-unet", "--data", playground.In("scenes"), "--out", playground.In("wrong"))
            .Refused(Failure, "scene-classification", "semantic-segmentation");
        SkyliteProgram.Run("train", "light-unet", "--task", "change-detection", "--data", playground.In("scenes"), "--out", playground.In("wrong"))
            .Refused(Failure, "light-unet");
        SkyliteProgram.Run(
            "train", "resnet18", "--distill-kind", "channelwise", "--distill", playground.In("teacher.onnx"), "--data", playground.In("scenes"),
            "--out", playground.In("wrong")).Refused(Failure, "channel-wise");
    }
}
