using Skylite.Imagery.Splits;
using Skylite.Imagery.Synthetic;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Reports;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Jobs;

/// <summary>The whole way on imagery of its own making: draw scenes, train a teacher, train a student with its help, compress the student, report.</summary>
public static class DemoJob
{
    private const string Teacher = "resnet18";
    private const string Student = "resnet18-0.5";

    /// <summary>Runs the demo, replacing an earlier one in the same folder.</summary>
    /// <param name="options">Where, how large.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Interrupts the demo.</param>
    /// <returns>The compression's result and the report's path.</returns>
    /// <exception cref="InterruptedRunException">The demo was interrupted.</exception>
    public static (RunResult Result, string Report) Run(DemoOptions options, IProgress<JobMessage>? progress = null, CancellationToken cancellation = default)
    {
        try
        {
            return RunAll(options, progress, cancellation);
        }
        catch (InterruptedRunException)
        {
            throw new InterruptedRunException("interrupted. The demo always begins anew: run the same command again.");
        }
    }

    private static (RunResult Result, string Report) RunAll(DemoOptions options, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var imagery = Path.Combine(options.Out, "imagery");
        var data = new DataOptions { Directory = imagery, Split = new SplitOptions { TrainShare = 0.7, ValidationShare = 0.15, Seed = options.Seed } };
        var training = new TrainingSettings { Epochs = options.Epochs, LearningRate = 2e-3, BatchSize = 32 };
        Draw(options, imagery, progress, cancellation);

        progress.Say($"training the teacher, {Teacher}");
        var teacher = Path.Combine(options.Out, "teacher");
        Train(options, Teacher, data, training, null, teacher, progress, cancellation);

        progress.Say($"training the student, {Student}, on the labels and the teacher's outputs");
        var student = Path.Combine(options.Out, "student");
        var distillation = new DistillationSettings(new RunFolder(teacher).Model);
        Train(options, Student, data, training, distillation, student, progress, cancellation);

        var result = CompressJob.Run(
            new CompressOptions
            {
                Model = new RunFolder(student).Model,
                Data = split => data with { Split = split ?? data.Split },
                Recipe = new Recipe([new PruneStep { Rounds = 3, RoundEpochs = 1 }, new FineTuneStep(), new QuantizeStep()]),
                Distillation = distillation,
                Training = training with { Epochs = Math.Max(1, options.Epochs * 3 / 4), LearningRate = 1e-3 },
                Run = RunIn(options, Path.Combine(options.Out, "compressed")),
                BenchmarkTime = TimeSpan.FromSeconds(1),
            },
            progress,
            cancellation);
        var report = Path.Combine(options.Out, "report.html");
        HtmlReport.Write(report, RunReport.Of([teacher, student, Path.Combine(options.Out, "compressed")]), ChartLibrary.Find());
        return (result, report);
    }

    private static void Draw(DemoOptions options, string folder, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        if (Directory.Exists(folder))
        {
            var classes = SceneClasses.All.Select(c => c.Id).ToHashSet();
            if (Directory.EnumerateFileSystemEntries(folder).FirstOrDefault(entry => !classes.Contains(Path.GetFileName(entry))) is { } other)
            {
                throw new IOException(
                    $"'{folder}' is where the demo draws its imagery, but it holds '{Path.GetFileName(other)}' of someone else. Choose another --out folder.");
            }

            Directory.Delete(folder, recursive: true);
        }

        var dataset = new SyntheticDatasetOptions
        {
            ImagesPerClass = options.ImagesPerClass,
            Scenes = new SyntheticOptions { Width = options.Size, Height = options.Size, Seed = options.Seed },
        };
        var count = SyntheticDataset.Write(folder, dataset, cancellation: cancellation);
        progress.Say(Invariant($"drew {count} scenes of {options.Size} × {options.Size} pixels into {folder}"));
    }

    private static void Train(
        DemoOptions options, string model, DataOptions data, TrainingSettings training, DistillationSettings? distillation, string folder,
        IProgress<JobMessage>? progress, CancellationToken cancellation) => TrainJob.Run(
            new TrainOptions
            {
                Model = model,
                Data = data,
                Training = training,
                Distillation = distillation,
                Run = RunIn(options, folder),
            },
            progress,
            cancellation);

    private static RunOptions RunIn(DemoOptions options, string folder) => new()
    {
        Out = folder,
        Seed = options.Seed,
        Threads = options.Threads,
        Overwrite = true,
        Command = options.Command,
    };
}
