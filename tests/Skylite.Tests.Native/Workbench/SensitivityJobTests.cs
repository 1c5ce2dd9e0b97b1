using Skylite.Tests.Native.Torch;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Pruning;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;

namespace Skylite.Tests.Native.Workbench;

[Collection(TorchAlone.Name)]
public sealed class SensitivityJobTests(SmallRuns runs) : IClassFixture<SmallRuns>
{
    [Fact]
    public void Every_group_is_measured_drawn_resumed_after_an_interruption_and_fed_to_pruning()
    {
        var options = new SensitivityOptions
        {
            Model = runs.Model,
            Data = split => runs.Data() with { Split = split! },
            Out = runs.In("sensitivity"),
            Ratios = [0.5, 1],
            Criterion = "l1-norm",
            Images = 5,
            Seed = 1,
        };
        using var stop = new StopAt("group 3,");
        Assert.Contains(
            "goes on", Assert.Throws<InterruptedRunException>(() => SensitivityJob.Run(options, stop, stop.Token)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => SensitivityFigures.Load(options.Out));

        using var again = new StopAt();
        var figures = SensitivityJob.Run(options, again);

        Assert.Contains(again.Lines, l => l.StartsWith("3 groups are taken over", StringComparison.Ordinal));
        Assert.DoesNotContain(again.Lines, l => l.StartsWith("group 2,", StringComparison.Ordinal));
        Assert.True(figures.IsComplete);
        Assert.Equal(5, figures.Images);
        Assert.True(figures.Groups.Count > 5);
        Assert.All(figures.Groups, g => Assert.Equal([0.5, 1], g.Points.Select(p => p.Ratio)));
        Assert.InRange(figures.Baseline, 0, 1);
        var html = File.ReadAllText(Path.Combine(options.Out, "report.html"));
        Assert.Contains("sensitivity-chart", html, StringComparison.Ordinal);
        Assert.Contains(figures.Groups[0].Producers[0], html, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => SensitivityJob.Run(options with { Ratios = [0.3] }));

        var pruned = PruneJob.Run(new PruneJobOptions
        {
            Model = runs.Model,
            Out = runs.In("by-sensitivity.onnx"),
            Settings = new PruneSettings { Scope = "sensitivity", Sensitivity = options.Out, Align = 1 },
            BenchmarkTime = TimeSpan.FromMilliseconds(10),
        });
        Assert.True(pruned.Certificate!.Holds);
        Assert.Equal(0.5, (double)pruned.Families.Sum(f => f.After) / pruned.Families.Sum(f => f.Before), 0.03);
    }

    [Fact]
    public void Pruning_by_sensitivity_asks_for_the_measurement()
    {
        var error = Assert.Throws<ArgumentException>(() => new PruneSettings { Scope = "sensitivity" }.Prune(
            Skylite.Zoo.Models.Build("lenet"), CriterionEvidence.OfWeights(0), null));
        Assert.Contains("skylite sensitivity", error.Message, StringComparison.Ordinal);
    }
}
