using System.Diagnostics;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Graphs.Weights;
using Skylite.Imagery.Augmentation;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Training;
using Skylite.Training.Losses;
using Skylite.Training.Metrics;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Zoo;

namespace Skylite.Workbench.Dense;

/// <summary>Trains a network that gives a class to every pixel, for segmentation or change detection, and measures it on samples it has never seen.</summary>
public static class DenseTrainJob
{
    /// <summary>Runs the job; the folder holds checkpoints all the time and the result at the end.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Interrupts the training; the last finished epoch is kept.</param>
    /// <exception cref="InterruptedRunException">The training was interrupted; the message says how to go on.</exception>
    /// <exception cref="InvalidDataException">The data is for another task than the network, or cannot be used.</exception>
    public static RunResult Run(DenseTrainOptions options, IProgress<JobMessage>? progress = null, CancellationToken cancellation = default)
    {
        var run = RunUnderWay.Begin("train", options.Run);
        var file = StartingModel.IsFile(options.Model) ? OnnxReader.Read(options.Model) : null;
        var facts = file is null ? null : ModelFacts.Require(file, options.Model);
        var split = options.Run.Resume && File.Exists(run.Folder.Split) ? run.Folder.Split : options.Data.SplitFile;
        using var data = DenseData.Open(options.Data with { SplitFile = split }, facts?.Preprocessing, needsSurvey: true, progress.Lines(), cancellation);
        foreach (var note in data.Collection.Notes)
        {
            progress.Say(note);
        }

        progress.Say(data.Describe());
        var graph = file ?? Build(options, data);
        RequireSameTask(options.Model, facts?.Task ?? Zoo.Models.Find(options.Model).Task, data);
        if (options.Weights is { } weights)
        {
            progress.Say($"weights of {weights}: {WeightLoading.Load(graph, WeightFile.Read(weights))}");
        }

        Facts(options, data).WriteTo(graph);
        run.Folder.Make();
        data.Split.Save(run.Folder.Split);
        return run.Finish(() => run.Result(
            options.Data.Directory, data.Split.Checksum, [.. data.Classes.Select(c => c.Name)], [TrainAndTest(options, data, graph, run.Folder, progress, cancellation)]));
    }

    private static Graph Build(DenseTrainOptions options, DenseData data)
    {
        var graph = Zoo.Models.Build(options.Model, new ModelOptions
        {
            Classes = data.Classes.Count,
            InputChannels = data.Preprocessing.Bands.Count,
            WidthMultiplier = options.WidthMultiplier,
            Seed = options.Run.Seed,
        }.WithSize(data.Preprocessing.Width));
        ShapeInference.Run(graph);
        return graph;
    }

    private static void RequireSameTask(string model, ModelTask task, DenseData data)
    {
        var ofData = data.Collection.Layout.Task == DenseTask.ChangeDetection ? ModelTask.ChangeDetection : ModelTask.SemanticSegmentation;
        if (task != ofData)
        {
            throw new InvalidDataException(
                $"'{model}' is a network for {ModelTasks.Id(task)}, '{data.Collection.Root}' holds data for {ModelTasks.Id(ofData)}. 'skylite list models' says what each network is for.");
        }
    }

    private static StageResult TrainAndTest(
        DenseTrainOptions options, DenseData data, Graph graph, RunFolder folder, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var selection = data.Collection.Layout.Task == DenseTask.ChangeDetection && data.Classes.Count == 2
            ? SelectionFigure.ChangeF1
            : SelectionFigure.MeanIntersectionOverUnion;
        var trainer = options.Training.Trainer(graph, options.Run.Seed, folder.Path, options.Run.Resume) with { Selection = selection };
        var labels = LossCatalogue.Named(options.Loss, options.Training.BalanceClasses ? InverseShares(data) : null, options.Training.LabelSmoothing);
        using var distillation = options.Distillation?.Over(labels, trainer.Interpreter);
        var result = new Trainer(
            graph,
            (ILoss?)distillation ?? labels,
            new DenseCropLoader(data.Store(SplitPart.Train), data.Survey!, data.Preprocessing, Crops(options)),
            data.Tiles(SplitPart.Validation, options.Training.BatchSize),
            trainer).Run(progress.Training("training"), cancellation);
        OnnxWriter.Write(result.Best, folder.Model);

        progress.Show("testing");
        ClassificationFigures Evaluate(SplitPart part) =>
            DenseEvaluation.Run(folder.Model, data.Tiles(part, options.Training.BatchSize), data.Classes.Count, cancellation);
        return new StageResult
        {
            Name = "float",
            Description = FormattableString.Invariant($"{options.Model}, epoch {result.BestEpoch} of {options.Training.Epochs} had the best {selection.Id} on validation"),
            File = Path.GetFileName(folder.Model),
            FileBytes = new FileInfo(folder.Model).Length,
            Cost = CostFigures.Of(result.Best),
            Validation = Evaluate(SplitPart.Validation),
            Test = Evaluate(SplitPart.Test),
            Training = ".",
            Seconds = clock.Elapsed.TotalSeconds,
        };
    }

    private static DenseLoaderOptions Crops(DenseTrainOptions options)
    {
        var named = Augmentations.Named(options.Training.Augmentations);
        var crops = new DenseLoaderOptions
        {
            BatchSize = options.Training.BatchSize,
            CropsPerEpoch = options.CropsPerEpoch,
            BalancedShare = options.BalancedShare,
            Geometry = [.. Augmentations.FlipsAndTurns.Where(named.Contains)],
            Color = named.OfType<ColorJitter>().FirstOrDefault(),
            LargestScale = named.OfType<RandomResizedCrop>().Any() ? 1.25f : 1,
            Seed = options.Run.Seed,
        };
        return options.Training.Workers is { } workers ? crops with { Workers = workers } : crops;
    }

    private static float[] InverseShares(DenseData data)
    {
        var counts = data.Survey!.ClassPixels;
        var total = (double)counts.Sum();
        return [.. counts.Select(c => c == 0 ? 1f : (float)(total / (counts.Count * c)))];
    }

    private static ModelFacts Facts(DenseTrainOptions options, DenseData data)
    {
        var isFile = StartingModel.IsFile(options.Model);
        string[] parents = [.. new[] { isFile ? options.Model : null, options.Weights, options.Distillation?.Teacher }.OfType<string>().Select(StartingModel.Checksum)];
        var task = data.Collection.Layout.Task == DenseTask.ChangeDetection ? ModelTask.ChangeDetection : ModelTask.SemanticSegmentation;
        var provenance = new Provenance
        {
            Task = ModelTasks.Id(task),
            Architecture = isFile ? Path.GetFileNameWithoutExtension(options.Model) : options.Model,
            Dataset = data.Collection.Layout.DatasetId,
            SplitChecksum = data.Split.Checksum,
            Split = new SplitOptions { TrainShare = 1 - options.Data.Split.TestShare, ValidationShare = options.Data.Split.ValidationShare, Seed = options.Data.Split.Seed },
            Parents = parents,
        };
        return new ModelFacts(data.Preprocessing, [.. data.Classes.Select(c => c.Name)], provenance.Then(options.Training.Describe($"train with {options.Loss}", options.Run.Seed)))
        {
            Task = task,
            ClassColors = [.. data.Classes.Select(c => c.Color)],
        };
    }
}
