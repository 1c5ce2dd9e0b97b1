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
        var test = result.GetProperty("stages")[3].GetProperty("test");
        Assert.Equal(JsonValueKind.Number, test.GetProperty("pixels").ValueKind);
        Assert.False(test.TryGetProperty("images", out _));

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
    public void A_damaged_image_that_tests_is_named_before_the_first_epoch_and_by_an_evaluation()
    {
        var data = playground.In("torn");
        SkyliteProgram.Run("synthesize", "--task", "segmentation", "--images", "16", "--size", "32", "--out", data).Succeeded();
        string[] train = ["train", "light-unet", "--width", "0.125", "--data", data, "--size", "32", "--epochs", "1", .. Small];
        SkyliteProgram.Run([.. train, "--out", playground.In("sound")]).Succeeded();
        var image = Directory.EnumerateFiles(Path.Combine(data, "test", "images")).Order(StringComparer.Ordinal).Last();
        File.WriteAllBytes(image, File.ReadAllBytes(image)[..^400]);

        var refused = SkyliteProgram.Run([.. train, "--out", playground.In("vain")]).Refused(Failure, image, "Remove or replace it");

        Assert.DoesNotContain("epoch 1/", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(playground.In("vain")));
        SkyliteProgram.Run("eval", playground.In("sound", "model.onnx"), "--data", data).Refused(Failure, $"'{image}' cannot be read");
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
