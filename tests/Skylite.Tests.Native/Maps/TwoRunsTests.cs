using Skylite.Imagery.Maps;
using Skylite.Workbench.Jobs;
using static Skylite.Tests.Native.Maps.MapPlayground;

namespace Skylite.Tests.Native.Maps;

/// <summary>Two runs that would write one map: the second is refused, and the first does not notice.</summary>
public sealed class TwoRunsTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private static readonly string[] Rgb = ["red", "green", "blue"];

    [Fact]
    public void A_run_goes_on_while_another_one_is_refused()
    {
        var options = Options("both");
        var journal = MapWriter.PartialFile(options.Out, "json");
        var (before, after) = (string.Empty, string.Empty);
        var told = new Listener(text =>
        {
            if (text.Contains("writing the final files", StringComparison.Ordinal))
            {
                before = File.ReadAllText(journal);
                Assert.Contains("Another run writes", Assert.Throws<IOException>(() => InferJob.Run(options)).Message, StringComparison.Ordinal);
                after = File.ReadAllText(journal);
            }
        });

        InferJob.Run(options, told);

        Assert.Contains("40", before, StringComparison.Ordinal);
        Assert.Equal(before, after);
        Assert.Equal(Enumerable.Range(0, 64 * 40).Select(i => BlockClass(i, 64)), Pixels(options.Out));
    }

    [Fact]
    public void What_a_run_is_writing_stays_when_another_one_is_refused()
    {
        var options = Options("half");
        string[] files = [MapWriter.PartialFile(options.Out, "json"), options.Out + ".partial"];
        foreach (var file in files)
        {
            File.WriteAllText(file, "of the first run");
        }

        using var rows = Hold(options.Out);
        Assert.Contains("Another run writes", Assert.Throws<IOException>(() => InferJob.Run(options)).Message, StringComparison.Ordinal);

        Assert.All(files, f => Assert.Equal("of the first run", File.ReadAllText(f)));
    }

    [Fact]
    public void A_finished_map_that_a_run_makes_anew_does_not_cost_that_run_its_rows()
    {
        var options = Options("anew");
        InferJob.Run(options);
        using var rows = Hold(options.Out);

        Assert.True(InferJob.Run(options with { Resume = true }).Maps[0].WasThere);

        Assert.True(File.Exists(MapWriter.PartialFile(options.Out, "classes")));
    }

    private static FileStream Hold(string output) => new(MapWriter.PartialFile(output, "classes"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

    private InferOptions Options(string name) => new()
    {
        Model = playground.Network("pixel.onnx", Rgb),
        Scenes = [playground.Scene($"{name}.tif", Spec(64, 40, 3, Rgb), Blocks)],
        Out = playground.In($"{name}-map.tif"),
        Threads = 1,
    };

    private sealed class Listener(Action<string> hear) : IProgress<JobMessage>
    {
        public void Report(JobMessage value) => hear(value.Text);
    }
}
