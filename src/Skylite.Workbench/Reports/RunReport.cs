using System.Globalization;
using Skylite.Training.Logs;
using Skylite.Training.Metrics;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Reports;

/// <summary>Makes a report of one or several runs. Runs of the same steps with other seeds are shown as one, with mean and deviation.</summary>
public static class RunReport
{
    private const string Training = "train";

    /// <summary>Gathers what the runs' folders hold. Beside compressions, trainings show their curves and commands; alone, their models too.</summary>
    /// <param name="folders">Folders of finished runs, at least one.</param>
    /// <exception cref="FileNotFoundException">A folder holds no finished run.</exception>
    public static ReportModel Of(IReadOnlyList<string> folders)
    {
        var runs = folders.Select(RunFolder.Open).Select(folder => (Folder: folder, Result: RunResult.Read(folder))).ToArray();
        var compared = runs.All(run => run.Result.Kind == Training) ? runs : [.. runs.Where(run => run.Result.Kind != Training)];
        var groups = compared.GroupBy(run => SameButSeed.KeyOf(run.Result)).SelectMany(SameButSeed.Apart).ToArray();
        return new ReportModel
        {
            Title = "Skylite: " + string.Join(", ", runs.Select(r => Path.GetFileName(r.Folder.Path))),
            Summary = [.. groups.SelectMany(g => Sentences([.. g.Select(run => run.Result)]))],
            Written = DateTimeOffset.UtcNow,
            Figure = QualityFigure.For(compared[^1].Result.TaskOrScenes, compared[^1].Result.Classes.Count)[0].Name,
            Models = Distinct([.. groups.SelectMany(g => Models(g, groups.Length > 1))], row => row.Name, (row, name) => row with { Name = name }),
            IsSideBySide = groups.Length > 1,
            Layers = [.. compared[^1].Result.Layers.Select(Layer)],
            Confusions = Distinct(
                [.. Named(compared)
                    .Where(n => n.Stage.Test is not null)
                    .Select(n => new ConfusionTable(n.Name, n.Run.Result.Classes, n.Stage.Test!.Confusion))],
                c => c.Model,
                (c, name) => c with { Model = name }),
            Classes =
            [
                .. Named(compared)
                    .Where(n => n.Stage.Test is { IntersectionOverUnion.Count: > 0 })
                    .Select(n => Table(n.Name, n.Run.Result.Classes, n.Stage.Test!))
                    .Where(t => t.Classes.SequenceEqual(compared[^1].Result.Classes)),
            ],
            Curves = Distinct(
                [.. Named(runs).Where(n => n.Stage.Training is not null).Select(n => Curve(n.Run, n.Name, n.Stage.Training!))],
                c => c.Name,
                (c, name) => c with { Name = name }),
            Samples = [.. compared[^1].Result.Samples.Select(Sample).OfType<SamplePrediction>()],
            Maps = MapPictures.Of(compared[^1].Folder, compared[^1].Result),
            Certificates = Distinct(
                [.. Named(runs).Where(n => n.Stage.Certificate is not null).Select(n => Certificate(n.Name, n.Stage.Certificate!))],
                c => c.Step,
                (c, name) => c with { Step = name }),
            Commands = [.. runs.Select(r => new CommandRow(r.Result.Command, r.Result.Seed, r.Result.Seconds))],
            Environment = [.. Facts(runs[0].Result)],
        };
    }

    // Figures are found by these names: two fine-tunings of one recipe are two models.
    private static IReadOnlyList<T> Distinct<T>(IReadOnlyList<T> rows, Func<T, string> nameOf, Func<T, string, T> rename)
    {
        var count = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. rows.Select(row =>
            {
                var name = nameOf(row);
                count[name] = count.GetValueOrDefault(name) + 1;
                return count[name] == 1 ? row : rename(row, Invariant($"{name} ({count[name]})"));
            }),
        ];
    }

    private static IEnumerable<((RunFolder Folder, RunResult Result) Run, StageResult Stage, string Name)> Named((RunFolder Folder, RunResult Result)[] runs) =>
        runs.SelectMany(run => run.Result.Stages.Select(stage => (run, stage, Name(run, stage, runs.Length > 1))));

    private static string Name((RunFolder Folder, RunResult Result) run, StageResult stage, bool several) =>
        several ? $"{Path.GetFileName(run.Folder.Path)}: {stage.Name}" : stage.Name;

    private static IEnumerable<ModelRow> Models((RunFolder Folder, RunResult Result)[] group, bool several)
    {
        var first = group[0].Result;
        for (var i = 0; i < first.Stages.Count; i++)
        {
            var stages = group.Select(run => run.Result.Stages[i]).ToArray();
            yield return new ModelRow(several ? $"{Path.GetFileName(group[0].Folder.Path)}: {stages[0].Name}" : stages[0].Name)
            {
                Note = (stages.Length > 1 ? SameButSeed.Unseeded(stages[0].Description) : stages[0].Description)
                    + (stages[0].KeptFloat is { Count: > 0 } kept ? $"; in float: {string.Join(", ", kept)}" : string.Empty),
                Parameters = stages[0].Cost.Parameters,
                Macs = stages[0].Cost.Macs,
                FileBytes = stages[0].FileBytes,
                Latencies = [.. first.Benchmark.Where(b => b.Model == stages[0].Name).Select(b => new LatencyRow(b.Threads, b.Batch, b.Median))],
                Quality = [.. QualityFigure.For(first.TaskOrScenes, first.Classes.Count).Select(f => new QualityRow(f.Name, ScoreOf(f, stages), f.IsShare))],
            };
        }
    }

    // Of runs with other seeds, sizes and times are the first one's, as in the table; quality is the mean.
    private static IEnumerable<string> Sentences(RunResult[] runs)
    {
        var run = runs[0];
        var (first, last) = (run.Stages[0], run.Stages[^1]);
        if (run.Stages.Count == 1)
        {
            yield return runs.Length == 1
                ? Invariant($"Trained: {first.Description}.")
                : Invariant($"Trained with {runs.Length} seeds: {SameButSeed.Unseeded(first.Description)}.");
            yield break;
        }

        yield return $"The file is {Times(first.FileBytes, last.FileBytes, "smaller", "larger") ?? "as large"} "
            + Invariant($"({first.FileBytes / 1e6:0.00} MB before, {last.FileBytes / 1e6:0.00} MB after), ")
            + $"with {Times(first.Cost.Parameters, last.Cost.Parameters, "fewer", "more") ?? "as many"} parameters.";
        var figure = QualityFigure.For(run.TaskOrScenes, run.Classes.Count)[0];
        if (ScoreOf(figure, [.. runs.Select(r => r.Stages[0])]) is { } before && ScoreOf(figure, [.. runs.Select(r => r.Stages[^1])]) is { } after)
        {
            var counted = run.TaskOrScenes == ModelTask.SceneClassification ? "images" : "pixels";
            var counts = runs.Select(r => r.Stages[^1].Test!.Counted).Order().ToArray();
            yield return Invariant($"On {counts[0]:N0}{(counts[^1] > counts[0] ? Invariant($" to {counts[^1]:N0}") : string.Empty)} test {counted} ")
                + $"that {Seen(runs)}, {figure.Name} went from {Percent(before)} to {Percent(after)}"
                + (runs.Length > 1 ? Invariant($", with {runs.Length} seeds.") : ".");
        }

        foreach (var row in run.Benchmark.Where(b => b.Model == last.Name && b.Batch == 1))
        {
            yield return Invariant($"In ONNX Runtime with {row.Threads} {(row.Threads == 1 ? "thread" : "threads")} ")
                + $"it is {Times(row.SpeedUp, 1, "faster", "slower") ?? "as fast"} for one image at a time.";
        }
    }

    private static Score? ScoreOf(QualityFigure figure, StageResult[] stages) =>
        stages.All(s => s.Test is not null && figure.Of(s.Test) is not null) ? Score.Of([.. stages.Select(s => figure.Of(s.Test!)!.Value)]) : null;

    private static string Percent(Score score) =>
        Invariant($"{100 * score.Mean:0.0}{(score.Seeds > 1 ? Invariant($" ± {100 * score.Deviation:0.0}") : string.Empty)} %");

    // How many times less or more there is afterwards; null where that rounds to the same.
    private static string? Times(double before, double after, string less, string more) =>
        Math.Max(before, after) / Math.Min(before, after) is >= 1.05 and var factor ? Invariant($"{factor:0.0} times {(before > after ? less : more)}") : null;

    private static string Seen(RunResult[] runs) => (runs.All(r => r.IsParentsSplit == true), runs.Any(r => r.IsParentsSplit == false)) switch
    {
        (true, _) => "were never trained, calibrated or selected on",
        (_, true) => "this run did not use (its parent was trained with another split and may know some of them)",
        _ => "this run did not use",
    };

    private static LayerRow Layer(LayerFigures layer) => new(layer.Name, layer.Operator)
    {
        ChannelsBefore = (int)layer.ChannelsBefore,
        ChannelsAfter = (int)layer.ChannelsAfter,
        MacsBefore = layer.MacsBefore,
        MacsAfter = layer.MacsAfter,
        MillisecondsBefore = double.IsNaN(layer.MillisecondsBefore) ? null : layer.MillisecondsBefore,
        MillisecondsAfter = double.IsNaN(layer.MillisecondsAfter) ? null : layer.MillisecondsAfter,
    };

    private static ClassFiguresTable Table(string name, IReadOnlyList<string> classes, ClassificationFigures figures) =>
        new(name, classes, [.. classes.Select((_, c) => figures.OfClass(c))]);

    private static TrainingCurve Curve((RunFolder Folder, RunResult Result) run, string name, string training)
    {
        var selection = TaskFacts.SelectionOf(run.Result.TaskOrScenes, run.Result.Classes.Count);
        var path = Path.Combine(run.Folder.In(training), "metrics.jsonl");
        var epochs = File.Exists(path) ? MetricsLog.Read(path) : [];
        return new TrainingCurve(name, [.. epochs.Select(e => Epoch(e, selection))]);
    }

    private static EpochRow Epoch(IReadOnlyDictionary<string, double> entry, SelectionFigure selection)
    {
        double? Get(string key) => entry.TryGetValue(key, out var value) ? value : null;
        return new EpochRow((int)(Get("epoch") ?? 0))
        {
            TrainingLoss = Get("training/loss"),
            ValidationLoss = Get("validation/loss"),
            ValidationAccuracy = Get($"validation/{selection.Id}"),
            LearningRate = Get("training/learning-rate"),
        };
    }

    private static SamplePrediction? Sample(SampleFigures sample) => SceneThumbnail.Of(sample.Path) is { } png
        ? new SamplePrediction(
            png, sample.Actual, [new Guess("parent", sample.Before, sample.BeforeConfidence), new Guess("compressed", sample.After, sample.AfterConfidence)])
        : null;

    private static CertificateRow Certificate(string name, CertificateFigures figures) =>
        new(name, figures.ChannelsRemoved, figures.Channels, figures.SilencedAgainstRemoved, figures.InterpreterAgainstRuntime, figures.Tolerance)
        {
            RuntimeTolerance = figures.RuntimeTolerance,
        };

    private static IEnumerable<FactRow> Facts(RunResult run)
    {
        yield return new FactRow("Machine", "Processor", run.Machine.Processor);
        yield return new FactRow("Machine", "Cores", run.Machine.Cores.ToString(CultureInfo.InvariantCulture));
        yield return new FactRow("Machine", "Instruction sets", string.Join(" ", run.Machine.InstructionSets));
        yield return new FactRow("Machine", "System", run.Machine.System);
        foreach (var (engine, version) in run.Versions)
        {
            yield return new FactRow("Versions", engine, version);
        }

        yield return new FactRow("Data", "Folder", run.Data);
        yield return new FactRow("Data", "Classes", string.Join(", ", run.Classes));
        if (run.Stages[^1].Test?.Convention is { } convention)
        {
            yield return new FactRow("Data", "Means", convention);
        }

        yield return new FactRow("Data", "Split checksum", run.SplitChecksum);
        yield return new FactRow("Data", "Images left out", run.Skipped.Count == 0 ? "none" : string.Join(", ", run.Skipped));
    }
}
