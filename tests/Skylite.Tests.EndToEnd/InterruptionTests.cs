namespace Skylite.Tests.EndToEnd;

[Collection(OneAtATime.Name)]
public class InterruptionTests(Playground playground) : IClassFixture<Playground>
{
    [Fact]
    public void Ctrl_C_keeps_the_last_epoch_and_resume_goes_on_as_if_nothing_had_happened()
    {
        // Long enough that the interruption arrives well before the end, however fast the machine.
        const int Epochs = 100;
        SkyliteProgram.Run(playground.Train("scenes", "whole", Epochs)).Succeeded();

        var command = playground.Train("scenes", "part", Epochs);
        SkyliteProgram.Run("training: epoch 2/", null, command).Refused(130, "--resume", playground.In("part"));
        Assert.True(File.Exists(playground.In("part", "last.onnx")));
        Assert.True(File.Exists(playground.In("part", "last.state.safetensors")));
        Assert.False(File.Exists(playground.In("part", "result.json")));
        Assert.Empty(Unfinished());

        var resumed = SkyliteProgram.Run([.. command, "--resume"]).Succeeded();
        Assert.DoesNotContain("training: epoch 1/", resumed.Error, StringComparison.Ordinal);
        Assert.Contains($"training: epoch {Epochs}/{Epochs}", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(playground.In("whole", "model.onnx")), File.ReadAllBytes(playground.In("part", "model.onnx")));
    }

    private IEnumerable<string> Unfinished() =>
        Directory.EnumerateFiles(playground.In("part"), "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".part", StringComparison.Ordinal) || f.EndsWith(".partial", StringComparison.Ordinal));
}
