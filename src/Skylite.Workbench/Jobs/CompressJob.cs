using System.Diagnostics;
using System.Text.Json;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Splits;
using Skylite.Inference;
using Skylite.Native.Torch;
using Skylite.Workbench.Benchmarks;
using Skylite.Workbench.Machines;
using Skylite.Workbench.Models;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Scenes;

namespace Skylite.Workbench.Jobs;

/// <summary>Takes a model through the steps of a recipe and measures every stage.</summary>
public sealed class CompressJob
{
    private readonly CompressOptions _options;
    private readonly IProgress<JobMessage>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly RunFolder _folder;
    private readonly SceneData _data;
    private readonly ModelFacts _facts;
    private readonly List<StageResult> _stages = [];

    private CompressJob(CompressOptions options, RunFolder folder, SceneData data, ModelFacts facts, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        (_options, _folder, _data, _facts, _progress, _cancellation) = (options, folder, data, facts, progress, cancellation);
    }

    /// <summary>Runs the job.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Interrupts; finished steps and the last epoch are kept.</param>
    /// <exception cref="InterruptedRunException">The job was interrupted; the message says how to go on.</exception>
    /// <exception cref="CertificateException">A proof failed.</exception>
    public static RunResult Run(CompressOptions options, IProgress<JobMessage>? progress = null, CancellationToken cancellation = default)
    {
        var started = DateTimeOffset.UtcNow;
        var clock = Stopwatch.StartNew();
        if (options.Distillation is { } distillation)
        {
            StartingModel.Require(distillation.Teacher);
        }

        var folder = RunFolder.Choose(options.Out, options.Overwrite);
        var graph = OnnxReader.Read(options.Model);
        var facts = ModelFacts.Require(graph, options.Model);
        TorchRuntime.Threads = options.Threads ?? Environment.ProcessorCount;
        TorchRuntime.Seed(options.Seed);
        using var data = SceneData.Open(options.Data(facts.Provenance.Split), facts.Preprocessing, progress.Lines(), cancellation);
        if (facts.Provenance.SplitChecksum is { } trained && trained != data.Split.Checksum)
        {
            progress.Say("note: the model was trained with another split; some of these test images may have been trained on.");
        }

        Evaluate.Require(facts.Classes, options.Model, data.Classes);
        progress.Say(TrainJob.Describe(data));
        data.Preload(progress.Lines(), cancellation);
        progress.SayLeftOut(data.CorruptImages);
        folder.Make();
        data.Split.Save(folder.Split);
        var job = new CompressJob(options, folder, data, facts, progress, cancellation);
        try
        {
            var last = job.TakeSteps(graph);
            AtomicFile.Copy(folder.In(job._stages[^1].File), folder.Model);
            var run = job.Summarise(graph, last) with { Started = started, Seconds = clock.Elapsed.TotalSeconds };
            run.Write(folder);
            return run;
        }
        catch (OperationCanceledException)
        {
            throw new InterruptedRunException($"interrupted. Finished steps and the last finished epoch are kept in '{options.Out}': run the same command with --resume to go on.");
        }
    }

    // Returns the last graph before quantisation: the one whose layers can be laid beside the parent's.
    private Graph TakeSteps(Graph graph)
    {
        _stages.Add(Measure("parent", _facts.Provenance.Steps is [.., var last] ? last : "as given", Path.GetFullPath(_options.Model), CostFigures.Of(graph)));
        var provenance = _facts.Provenance with { Parents = [.. _facts.Provenance.Parents, StartingModel.Checksum(_options.Model)] };
        var resume = _options.Resume;
        var lastFloat = graph;
        foreach (var (i, step) in _options.Recipe.Steps.Index())
        {
            var name = FormattableString.Invariant($"{i + 1}-{step.Id}");
            provenance = provenance.Then(step.Describe());
            var file = Path.Combine("stages", name + ".onnx");
            var record = _folder.In(Path.Combine("stages", name + ".json"));
            if (resume && Recorded(record, step) is { } done)
            {
                _progress.Say($"{step.Describe()}: taken over from the interrupted run");
                graph = OnnxReader.Read(_folder.In(file));
                _stages.Add(done);
            }
            else
            {
                (graph, var stage) = TakeStep(step, name, file, graph, provenance, resume);
                AtomicFile.WriteAllText(record, JsonSerializer.Serialize(stage, WorkbenchJson.Default.StageResult));
                _stages.Add(stage);
                resume = false;
            }

            lastFloat = step is QuantizeStep ? lastFloat : graph;
        }

        return lastFloat;
    }

    private (Graph Graph, StageResult Stage) TakeStep(IRecipeStep step, string name, string file, Graph graph, Provenance provenance, bool resume)
    {
        var clock = Stopwatch.StartNew();
        _progress.Say(step.Describe());
        var compression = new Recipes.Compression
        {
            Model = graph,
            Data = _data,
            Distillation = _options.Distillation,
            Training = _options.Training,
            Seed = _options.Seed,
            StepFolder = Directory.CreateDirectory(_folder.In(Path.Combine("stages", name))).FullName,
            Resume = resume,
            Progress = _progress,
            Cancellation = _cancellation,
        };
        step.Run(compression);
        (_facts with { Provenance = provenance }).WriteTo(compression.Model);
        OnnxWriter.Write(compression.Model, _folder.In(file));
        // Integer weights are as many parameters as the float ones they stand for.
        var cost = step is QuantizeStep ? _stages[^1].Cost : CostFigures.Of(compression.Model);
        var stage = Measure(UniqueName(step.Id), step.Describe(), file, cost) with
        {
            Certificate = compression.Certificate,
            Training = compression.HasTraining ? Path.Combine("stages", name) : null,
            Seconds = clock.Elapsed.TotalSeconds,
        };
        if (!compression.HasTraining)
        {
            Directory.Delete(compression.StepFolder);
        }

        return (compression.Model, stage);
    }

    private StageResult Measure(string name, string description, string file, CostFigures cost)
    {
        _progress.Show($"measuring {name}");
        var path = _folder.In(file);
        var validation = Evaluate.RunIfAny(path, _data, SplitPart.Validation, _cancellation);
        var test = Evaluate.Run(path, _data, SplitPart.Test, _cancellation);
        var bytes = new FileInfo(path).Length;
        _progress.Say(FormattableString.Invariant(
            $"  {name}: {cost.Parameters / 1e6:0.000} M parameters, {cost.Macs / 1e6:0.0} M MACs, {bytes / 1e6:0.00} MB, {(validation is null ? string.Empty : FormattableString.Invariant($"validation {100 * validation.OverallAccuracy:0.00} %, "))}test {100 * test.OverallAccuracy:0.00} %"));
        return new StageResult { Name = name, Description = description, File = file, FileBytes = bytes, Cost = cost, Validation = validation, Test = test };
    }

    private RunResult Summarise(Graph parent, Graph lastFloat)
    {
        ModelSource[] models = [.. _stages.Select(stage => ModelSource.FromFile(_folder.In(stage.File), stage.Name))];
        _progress.Show("timing");
        var benchmark = Benchmark.Run(models, new BenchmarkOptions { TimeBudget = _options.BenchmarkTime }, _progress.Lines(), _cancellation);
        return new RunResult
        {
            Kind = "compress",
            Command = _options.Command,
            Seed = _options.Seed,
            Started = default,
            Seconds = 0,
            Machine = Machine.Current(),
            Versions = EngineVersions.Current(),
            Data = _data.Scenes.Root,
            SplitChecksum = _data.Split.Checksum,
            Classes = _data.Classes,
            Stages = _stages,
            Benchmark = benchmark,
            Layers = LayerComparison.Of((parent, models[0]), (lastFloat, models[^1]), _cancellation),
            Samples = SampleChoice.Of(Path.GetFullPath(_options.Model), _folder.Model, _data, _cancellation),
            Skipped = [.. _data.CorruptImages.Select(image => image.Path)],
        };
    }

    private string UniqueName(string id)
    {
        var earlier = _stages.Count(stage => stage.Name == id || stage.Name.StartsWith(id + " ", StringComparison.Ordinal));
        return earlier == 0 ? id : FormattableString.Invariant($"{id} {earlier + 1}");
    }

    private static StageResult? Recorded(string record, IRecipeStep step)
    {
        if (!File.Exists(record))
        {
            return null;
        }

        var stage = JsonSerializer.Deserialize(File.ReadAllText(record), WorkbenchJson.Default.StageResult);
        return stage?.Description == step.Describe() ? stage : null;
    }
}
