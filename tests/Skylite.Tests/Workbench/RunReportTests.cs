using Skylite.Tests.Graphs;
using Skylite.Workbench.Machines;
using Skylite.Workbench.Reports;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;

namespace Skylite.Tests.Workbench;

public class RunReportTests
{
    [Fact]
    public void Runs_of_the_same_steps_with_other_seeds_become_mean_and_deviation()
    {
        using var folder = new TemporaryFolder();
        string[] runs = [Write(folder, "seed-0", 0, 0.90, "prune"), Write(folder, "seed-1", 1, 0.94, "prune"), Write(folder, "seed-2", 2, 0.92, "prune")];

        var report = RunReport.Of(runs);

        Assert.Equal(["parent", "prune"], report.Models.Select(m => m.Name));
        var score = report.Models[1].Key!;
        Assert.Equal(0.92, score.Mean, 12);
        Assert.Equal(0.02, score.Deviation, 12);
        Assert.Equal(3, score.Seeds);
        Assert.Equal([0, 1, 2], report.Commands.Select(c => c.Seed));
        Assert.Equal(6, report.Confusions.Count);
        Assert.Contains(report.Summary, s => s.EndsWith("overall accuracy went from 95.0 ± 0.0 % to 92.0 ± 2.0 %, with 3 seeds.", StringComparison.Ordinal));
    }

    [Fact]
    public void Runs_of_other_steps_stand_side_by_side()
    {
        using var folder = new TemporaryFolder();
        var report = RunReport.Of([Write(folder, "a", 0, 0.90, "prune"), Write(folder, "b", 0, 0.80, "quantize")]);

        Assert.Equal(["a: parent", "a: prune", "b: parent", "b: quantize"], report.Models.Select(m => m.Name));
        Assert.True(report.IsSideBySide);
        Assert.All(report.Models, m => Assert.Equal(1, m.Key!.Seeds));
        Assert.Equal(0.80, report.Models[3].Key!.Mean);
    }

    [Fact]
    public void Runs_that_differ_in_more_than_the_seed_are_never_averaged()
    {
        using var folder = new TemporaryFolder();
        var first = Write(folder, "a", 0, 0.90, "prune");
        void Changed(string name, Func<RunResult, RunResult> change) =>
            change(RunResult.Read(RunFolder.Open(first)) with { Seed = 1 }).Write(RunFolder.Open(Write(folder, name, 1, 0.80, "prune")));
        Changed("data", r => r with { Data = "other data" });
        Changed("options", r => r with { Command = "skylite compress --seed 1 --distill TEACHER.onnx" });
        Changed("network", r => r with { Stages = [r.Stages[0] with { Cost = r.Stages[0].Cost with { Parameters = 7 } }, r.Stages[1]] });
        Changed("again", r => r with { Seed = 0 });

        foreach (var other in new[] { "data", "options", "network", "again" })
        {
            Assert.All(RunReport.Of([first, folder.File(other)]).Models, m => Assert.Equal(1, m.Key!.Seeds));
        }

        Changed("seed", r => r with { Command = "skylite compress /tmp/1/model.onnx --seed 1 --out elsewhere" });
        Assert.All(RunReport.Of([first, folder.File("seed")]).Models, m => Assert.Equal(2, m.Key!.Seeds));
    }

    [Fact]
    public void Trainings_whose_best_epochs_differ_are_repetitions_all_the_same()
    {
        using var folder = new TemporaryFolder();
        string[] runs = [Trained("a", seed: 0, best: 22), Trained("b", seed: 1, best: 9)];

        var report = RunReport.Of(runs);

        Assert.Equal(2, Assert.Single(report.Models).Key!.Seeds);
        Assert.False(report.IsSideBySide);
        Assert.Equal("Trained with 2 seeds: unet, the best of 24 epochs by F1 of change on validation.", Assert.Single(report.Summary));

        string Trained(string name, int seed, int best)
        {
            var description = Invariant($"unet, epoch {best} of 24 had the best F1 of change on validation");
            var run = RunFolder.Open(Write(folder, name, seed, 0.9));
            var result = RunResult.Read(run);
            (result with { Kind = "train", Stages = [result.Stages[0] with { Description = description }] }).Write(run);
            return run.Path;
        }
    }

    [Fact]
    public void Two_steps_of_one_kind_keep_names_of_their_own()
    {
        using var folder = new TemporaryFolder();
        var report = RunReport.Of([Write(folder, "a", 0, 0.90, "prune", "fine-tune", "prune", "fine-tune")]);

        Assert.Equal(["parent", "prune", "fine-tune", "prune (2)", "fine-tune (2)"], report.Models.Select(m => m.Name));
        Assert.Equal(report.Models.Select(m => m.Name), report.Confusions.Select(c => c.Model));
    }

    [Fact]
    public void The_summary_says_how_much_smaller()
    {
        using var folder = new TemporaryFolder();
        var report = RunReport.Of([Write(folder, "a", 0, 0.90, "prune")]);
        Assert.Contains("2.0 times smaller", report.Summary[0], StringComparison.Ordinal);
        Assert.Contains("as many parameters", report.Summary[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_cannot_be_read_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("result.json"), "{ \"kind\": ");
        var error = Assert.Throws<InvalidDataException>(() => RunReport.Of([folder.Path]));
        Assert.Contains("result.json", error.Message, StringComparison.Ordinal);
    }

    private static string Write(TemporaryFolder parent, string name, int seed, double accuracy, params string[] steps)
    {
        var folder = RunFolder.Choose(parent.File(name), overwrite: false, resume: false);
        folder.Make();
        new RunResult
        {
            Kind = "compress",
            Command = $"skylite compress --seed {seed}",
            Seed = seed,
            Started = DateTimeOffset.UnixEpoch,
            Seconds = 1,
            Machine = new Machine("a processor", 2, 1, "a system", ["AVX2"], "10.0"),
            Versions = new Dictionary<string, string> { ["Skylite"] = "0.1.0" },
            Data = "data",
            SplitChecksum = "ab",
            Classes = ["x", "y"],
            Stages = [Stage("parent", 0.95, 0), .. steps.Select((step, i) => Stage(step, accuracy, i + 1))],
        }.Write(folder);
        return folder.Path;
    }

    private static StageResult Stage(string name, double accuracy, int number) => new()
    {
        Name = name,
        Description = $"{name} described",
        File = $"{name}.onnx",
        FileBytes = 1_000_000 / (number + 1),
        Cost = new CostFigures(100, 1000, 10, 10),
        Test = new ClassificationFigures(accuracy, accuracy, accuracy, [accuracy, double.NaN], [[1, 2], [3, 4]]) { Images = 100 },
    };
}
