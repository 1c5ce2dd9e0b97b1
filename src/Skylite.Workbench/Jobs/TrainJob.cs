using System.Diagnostics;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Splits;
using Skylite.Training;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Jobs;

/// <summary>Trains or fine-tunes a network for scenes or for pixels and measures it on samples it has never seen.</summary>
public static class TrainJob
{
    /// <summary>Runs the job; the folder holds checkpoints all the time and the result at the end.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Interrupts the training; the last finished epoch is kept.</param>
    /// <exception cref="InterruptedRunException">The training was interrupted; the message says how to go on.</exception>
    /// <exception cref="InvalidDataException">The data is for another task than the network, or cannot be used.</exception>
    public static RunResult Run(TrainOptions options, IProgress<JobMessage>? progress = null, CancellationToken cancellation = default)
    {
        StartingModel.Check(options);
        var run = RunUnderWay.Begin("train", options.Run);
        using var data = run.Open(StartingModel.Data(options), progress, cancellation);
        var graph = StartingModel.Make(options, data, progress, cancellation);
        options.Training.Check(graph);
        Facts(options, data).WriteTo(graph);
        run.Commit(data);
        return run.Finish(() => run.Result(data, [TrainAndTest(options, data, graph, run.Folder, progress, cancellation)]));
    }

    private static string Choice(TrainingResult result, ITaskData data, int epochs) => data.Has(SplitPart.Validation)
        ? FormattableString.Invariant($"epoch {result.BestEpoch} of {epochs} had the best {data.Facts.Selection.Name} on validation")
        : FormattableString.Invariant($"epoch {result.BestEpoch} of {epochs}, the last");

    private static StageResult TrainAndTest(
        TrainOptions options, ITaskData data, Graph graph, RunFolder folder, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var learning = new Learning
        {
            Data = data,
            Settings = options.Training,
            Distillation = options.Distillation,
            Seed = options.Run.Seed,
            Folder = folder.Path,
            Resume = options.Run.Resume,
            Activity = "training",
        };
        var result = learning.Run(graph, progress, cancellation);
        OnnxWriter.Write(result.Best, folder.Model);

        progress.Show("testing");
        return new StageResult
        {
            Name = "float",
            Description = FormattableString.Invariant($"{options.Model}, {Choice(result, data, options.Training.Epochs)}"),
            File = Path.GetFileName(folder.Model),
            FileBytes = new FileInfo(folder.Model).Length,
            Cost = CostFigures.Of(result.Best),
            Validation = Evaluate.RunIfAny(folder.Model, data, SplitPart.Validation, cancellation),
            Test = Evaluate.Run(folder.Model, data, SplitPart.Test, cancellation),
            Training = ".",
            Seconds = clock.Elapsed.TotalSeconds,
        };
    }

    private static ModelFacts Facts(TrainOptions options, ITaskData data)
    {
        var isFile = StartingModel.IsFile(options.Model);
        string[] parents = [.. new[] { isFile ? options.Model : null, options.Weights, options.Distillation?.Teacher }.OfType<string>().Select(StartingModel.Checksum)];
        var provenance = Provenance.Of(isFile ? Path.GetFileNameWithoutExtension(options.Model) : options.Model, data) with { Parents = parents };
        return ModelFacts.Of(data, provenance.Then(options.Training.Describe("train", options.Run.Seed)));
    }
}
