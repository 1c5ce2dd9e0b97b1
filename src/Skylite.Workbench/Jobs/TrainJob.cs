using System.Diagnostics;
using Skylite.Compression.Distillation;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Splits;
using Skylite.Native.Torch;
using Skylite.Training;
using Skylite.Training.Losses;
using Skylite.Workbench.Machines;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Scenes;

namespace Skylite.Workbench.Jobs;

/// <summary>Trains or fine-tunes a scene classifier and measures it on images it has never seen.</summary>
public static class TrainJob
{
    /// <summary>Runs the job; the folder holds checkpoints all the time and the result at the end.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Interrupts the training; the last finished epoch is kept.</param>
    /// <exception cref="InterruptedRunException">The training was interrupted; the message says how to go on.</exception>
    public static RunResult Run(TrainOptions options, IProgress<JobMessage>? progress = null, CancellationToken cancellation = default)
    {
        var started = DateTimeOffset.UtcNow;
        var clock = Stopwatch.StartNew();
        StartingModel.Check(options);
        var folder = RunFolder.Choose(options.Out, options.Overwrite);
        TorchRuntime.Threads = options.Threads ?? Environment.ProcessorCount;
        TorchRuntime.Seed(options.Seed);
        var split = options.Resume && File.Exists(folder.Split) ? folder.Split : options.Data.SplitFile;
        using var data = SceneData.Open(options.Data with { SplitFile = split }, Given(options), progress.Lines(), cancellation);
        foreach (var note in data.Scenes.Notes)
        {
            progress.Say(note);
        }

        progress.Say(Describe(data));
        // A corrupt image must stop the run before it begins, not when the trained network meets it.
        data.Preload(progress.Lines(), cancellation);
        progress.SayLeftOut(data.CorruptImages);
        var graph = StartingModel.Make(options, data, progress, cancellation);
        Facts(options, data).WriteTo(graph);
        folder.Make();
        data.Split.Save(folder.Split);
        try
        {
            var run = TrainAndTest(options, data, graph, folder, progress, cancellation) with { Started = started, Seconds = clock.Elapsed.TotalSeconds };
            run.Write(folder);
            return run;
        }
        catch (OperationCanceledException)
        {
            throw new InterruptedRunException($"interrupted. The last finished epoch is kept in '{options.Out}': run the same command with --resume to go on as if nothing had happened.");
        }
    }

    /// <summary>The images in one sentence.</summary>
    public static string Describe(SceneData data)
    {
        int Count(SplitPart part) => data.Store(part).Samples.Count;
        return FormattableString.Invariant(
            $"{data.Scenes.Dataset.Facts.Name}: {data.Classes.Count} classes, {Count(SplitPart.Train)} images to train, {Count(SplitPart.Validation)} to validate, {Count(SplitPart.Test)} to test; bands {string.Join(", ", data.Preprocessing.Bands)} at {data.Preprocessing.Height} × {data.Preprocessing.Width}");
    }

    private static string Choice(TrainingResult result, bool validated, int epochs) => validated
        ? FormattableString.Invariant($"epoch {result.BestEpoch} of {epochs} was best on validation")
        : FormattableString.Invariant($"epoch {result.BestEpoch} of {epochs}, the last");

    private static RunResult TrainAndTest(
        TrainOptions options, SceneData data, Graph graph, RunFolder folder, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var result = Train(options, data, graph, folder, progress, cancellation);
        OnnxWriter.Write(result.Best, folder.Model);

        progress.Show("testing");
        var stage = new StageResult
        {
            Name = "float",
            Description = FormattableString.Invariant($"{options.Model}, {Choice(result, data.Has(SplitPart.Validation), options.Training.Epochs)}"),
            File = Path.GetFileName(folder.Model),
            FileBytes = new FileInfo(folder.Model).Length,
            Cost = CostFigures.Of(result.Best),
            Validation = Evaluate.RunIfAny(folder.Model, data, SplitPart.Validation, cancellation),
            Test = Evaluate.Run(folder.Model, data, SplitPart.Test, cancellation),
            Training = ".",
            Seconds = clock.Elapsed.TotalSeconds,
        };
        return new RunResult
        {
            Kind = "train",
            Command = options.Command,
            Seed = options.Seed,
            Started = default,
            Seconds = 0,
            Machine = Machine.Current(),
            Versions = EngineVersions.Current(),
            Data = options.Data.Directory,
            SplitChecksum = data.Split.Checksum,
            Classes = data.Classes,
            Stages = [stage],
            Skipped = [.. data.CorruptImages.Select(image => image.Path)],
        };
    }

    private static TrainingResult Train(
        TrainOptions options, SceneData data, Graph graph, RunFolder folder, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var labels = options.Training.Loss(data);
        using var distillation = options.Distillation is { } d
            ? new SoftTargetLoss(OnnxReader.Read(d.Teacher), new SoftTargetOptions { Temperature = d.Temperature, Alpha = d.Alpha, Labels = labels })
            : null;
        var trainer = new Trainer(
            graph,
            (ILoss?)distillation ?? labels,
            options.Training.Batches(data, options.Seed),
            data.ValidationBatches(options.Training.BatchSize),
            options.Training.Trainer(options.Seed, folder.Path, options.Resume));
        return trainer.Run(progress.Training("training"), cancellation);
    }

    private static Imagery.Preprocessing? Given(TrainOptions options)
    {
        if (!StartingModel.IsFile(options.Model) || ModelFacts.Read(OnnxReader.Read(options.Model)) is not { } facts)
        {
            return null;
        }

        return options.Data.Bands is null && options.Data.Size is null ? facts.Preprocessing : null;
    }

    private static ModelFacts Facts(TrainOptions options, SceneData data)
    {
        var isFile = StartingModel.IsFile(options.Model);
        string[] parents = [.. new[] { isFile ? options.Model : null, options.Weights, options.Distillation?.Teacher }.OfType<string>().Select(StartingModel.Checksum)];
        var provenance = new Provenance
        {
            Architecture = isFile ? Path.GetFileNameWithoutExtension(options.Model) : options.Model,
            Dataset = data.Scenes.Dataset.Facts.Name,
            SplitChecksum = data.Split.Checksum,
            Split = data.Split.Options,
            Parents = parents,
        };
        return new ModelFacts(data.Preprocessing, data.Classes, provenance.Then(FormattableString.Invariant(
            $"train: {options.Training.Epochs} epochs, {options.Training.Optimizer} at {options.Training.LearningRate}, {options.Training.Schedule}, seed {options.Seed}")));
    }
}
