using System.Diagnostics;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Splits;
using Skylite.Training;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

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
        if (ModelFile.Is(options.Model) && ModelFacts.Read(OnnxReader.Read(options.Model)) is { } own && TrainedSplit.DoubtOfTraining(own, data) is { } doubt)
        {
            progress.Say(doubt);
        }

        var graph = StartingModel.Make(options, data, progress, cancellation);
        PlannedTraining.Check(graph, data, options.Training, options.Distillation);
        Facts(options, data).WriteTo(graph);
        run.Commit(data, options.Model, options.Weights, options.Distillation?.Teacher);
        return run.Finish(() => run.Result(data, TrainAndTest(options, data, graph, run.Folder, progress, cancellation)));
    }

    private static string Choice(TrainingResult result, ITaskData data, int epochs) => data.Has(SplitPart.Validation)
        ? Invariant($"epoch {result.BestEpoch} of {epochs} had the best {data.Facts.Selection.Name} on validation")
        : Invariant($"epoch {result.BestEpoch} of {epochs}, the last");

    private static StageResult[] TrainAndTest(
        TrainOptions options, ITaskData data, Graph graph, RunFolder folder, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var training = new PlannedTraining
        {
            Data = data,
            Settings = options.Training,
            Distillation = options.Distillation,
            Seed = options.Run.Seed,
            Folder = folder.Path,
            Resume = options.Run.Resume,
            Activity = "training",
        };
        var result = training.Run(graph, progress, cancellation);
        progress.Show("testing");
        var description = Invariant($"{options.Model}, {Choice(result, data, options.Training.Epochs)}");
        var best = options.Training.DeepSupervision ? SideOutputs.Keep(result.Best, 0) : result.Best;
        var answer = Test("float", description, best, folder.Model) with { Training = ".", Seconds = clock.Elapsed.TotalSeconds };
        return [answer, .. Sides().Select(side => Test(
            Invariant($"side output {side}"),
            Invariant($"{description}, cut to side output {side}"),
            SideOutputs.Keep(result.Best, side),
            folder.In(Invariant($"model.side-{side}.onnx"))))];

        // The deepest first: each further one is smaller.
        IEnumerable<int> Sides() => options.Training.DeepSupervision ? Enumerable.Range(1, result.Best.Outputs.Count - 1).Reverse() : [];

        StageResult Test(string name, string description, Graph model, string file)
        {
            OnnxWriter.Write(model, file);
            return new StageResult
            {
                Name = name,
                Description = description,
                File = Path.GetFileName(file),
                FileBytes = ModelFile.Bytes(file),
                Cost = CostFigures.Of(model),
                IsTrained = true,
                Validation = ModelEvaluation.RunIfAny(file, data, SplitPart.Validation, options.Run.Evaluation, cancellation),
                Test = ModelEvaluation.Run(file, data, SplitPart.Test, options.Run.Evaluation, cancellation),
            };
        }
    }

    private static ModelFacts Facts(TrainOptions options, ITaskData data)
    {
        var isFile = ModelFile.Is(options.Model);
        string[] parents =
            [.. new[] { isFile ? options.Model : null, options.Weights, options.Distillation?.Teacher }.OfType<string>().Select(ModelFile.Checksum)];
        var provenance = Provenance.Of(isFile ? Path.GetFileNameWithoutExtension(options.Model) : options.Model, data) with { Parents = parents };
        return ModelFacts.Of(data, provenance.Then(options.Training.Describe("train", options.Run.Seed)));
    }
}
