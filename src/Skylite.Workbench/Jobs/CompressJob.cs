using System.Diagnostics;
using System.Text.Json;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Splits;
using Skylite.Inference;
using Skylite.Native.Torch;
using Skylite.Workbench.Benchmarks;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Models;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Scenes;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Jobs;

/// <summary>Takes a model through the steps of a recipe and measures every stage.</summary>
public sealed class CompressJob
{
    private readonly CompressOptions _options;
    private readonly IProgress<JobMessage>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly RunUnderWay _run;
    private readonly RunFolder _folder;
    private readonly CompressionParent _parent;
    private readonly ITaskData _data;
    private readonly List<StageResult> _stages = [];
    private string _digest;
    private bool _resume;

    private CompressJob(CompressOptions options, RunUnderWay run, CompressionParent parent, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        (_options, _run, _folder, _parent, _data, _progress, _cancellation) = (options, run, run.Folder, parent, parent.Data, progress, cancellation);
        _resume = options.Run.Resume;
        _digest = StepRecord.DigestOf(
            ModelFile.Checksum(options.Model),
            _data.Facts.SplitChecksum,
            _data.Preprocessing.ToJson(),
            JsonSerializer.Serialize(options.Training with { Workers = null }, WorkbenchJson.Compact.TrainingSettings),
            JsonSerializer.Serialize(options.Import, WorkbenchJson.Compact.ImportOptions),
            parent.HasNewHead ? DigestOfTeacher : string.Empty,
            Invariant($"{run.Options.Seed}"));
    }

    private string DigestOfTeacher => _options.Distillation?.Digest ?? string.Empty;

    /// <summary>Runs the job.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Interrupts; finished steps and the last epoch are kept.</param>
    /// <exception cref="InterruptedRunException">The job was interrupted; the message says how to go on.</exception>
    /// <exception cref="CertificateException">A proof failed.</exception>
    public static RunResult Run(CompressOptions options, IProgress<JobMessage>? progress = null, CancellationToken cancellation = default)
    {
        if (options.Distillation is { } distillation)
        {
            ModelFile.Require(distillation.Teacher);
        }

        var run = RunUnderWay.Begin("compress", options.Run);
        using var parent = CompressionParent.Open(options, run, progress, cancellation);
        Check(options, parent);
        run.Commit(parent.Data, options.Model, options.Distillation?.Teacher);
        var job = new CompressJob(options, run, parent, progress, cancellation);
        return run.Finish(job.Run);
    }

    // Whatever a later step would be refused for is told before the first one works.
    private static void Check(CompressOptions options, CompressionParent parent)
    {
        if (parent.HasNewHead || options.Recipe.Steps.Any(s => s.Trains))
        {
            PlannedTraining.Check(parent.Graph, parent.Data, options.Training, options.Distillation);
        }
        else if (options.Distillation is { } distillation)
        {
            throw new ArgumentException(
                $"No step of the recipe trains, so nothing would be learnt from '{distillation.Teacher}': "
                + "leave --distill out, or add a step.");
        }
        else if (options.GivenToTrain.Count > 0)
        {
            throw new ArgumentException($"No step of the recipe trains: leave {string.Join(" and ", options.GivenToTrain)} out, or add a step that does.");
        }

        foreach (var step in options.Recipe.Steps)
        {
            step.Check(parent.Graph);
        }
    }

    private RunResult Run()
    {
        var (graph, provenance) = _parent.IsImported ? TakeIn() : TakeOver();
        var last = TakeSteps(graph, provenance);
        ModelFile.Copy(_folder.In(_stages[^1].File), _folder.Model);
        return Summarise(graph, last);
    }

    private (Graph Graph, Provenance Provenance) TakeOver()
    {
        var provenance = _parent.Facts.Provenance;
        _stages.Add(Measure("parent", provenance.Steps is [.., var last] ? last : "as given", Path.GetFullPath(_options.Model), CostFigures.Of(_parent.Graph)));
        return (_parent.Graph, provenance with
        {
            Parents = [.. provenance.Parents, ModelFile.Checksum(_options.Model)],
            // What is measured from now on goes by this split; where the parent knows another, its checksum stays and keeps the doubt alive.
            SplitChecksum = provenance.SplitChecksum ?? _parent.Data.Facts.SplitChecksum,
            Split = _parent.Data.Facts.Split,
        });
    }

    // A model from elsewhere is written down as it was fitted, and fine-tuned first if it does not know the classes yet.
    private (Graph Graph, Provenance Provenance) TakeIn()
    {
        var own = _parent.Facts.Provenance;
        var provenance = own with { Parents = [.. own.Parents, ModelFile.Checksum(_options.Model)] };
        var what = _parent.HasNewHead ? _options.Training.Describe("new last layer, fine-tune", _run.Options.Seed) : "taken in as given";
        provenance = provenance.Then(what);
        var (taken, stage) = Step(new StepPlan("parent", 0, "parent", what, provenance), _parent.Graph, state =>
        {
            if (_parent.HasNewHead)
            {
                new FineTuneStep().Run(state);
            }
        });
        _stages.Add(stage);
        return (taken, provenance);
    }

    // Returns the last graph before quantisation: the one whose layers can be laid beside the parent's.
    private Graph TakeSteps(Graph graph, Provenance provenance)
    {
        var lastFloat = graph;
        foreach (var (i, step) in _options.Recipe.Steps.Select(s => s.On(_data)).Index())
        {
            provenance = provenance.Then(step.Describe());
            _digest = StepRecord.DigestOf(
                _digest,
                step.Id,
                JsonSerializer.Serialize(step, RecipeJson.Default.GetTypeInfo(step.GetType())!),
                step.Trains ? DigestOfTeacher : string.Empty);
            var plan = new StepPlan(UniqueName(step.Id), i + 1, step.Id, step.Describe(), provenance)
            {
                IsQuantisation = step is QuantizeStep,
            };
            (graph, var stage) = Step(plan, graph, step.Run);
            _stages.Add(stage);
            lastFloat = step is QuantizeStep ? lastFloat : graph;
        }

        return lastFloat;
    }

    private (Graph Graph, StageResult Stage) Step(StepPlan plan, Graph graph, Action<RecipeState> run)
    {
        var path = _folder.In(plan.RecordFile);
        var record = _resume ? StepRecord.Read(path) : null;
        if (record?.Digest == _digest && record.Stage is { } done && File.Exists(_folder.In(plan.ModelFile)))
        {
            _progress.Say($"{plan.Description}: taken over from the interrupted run");
            return (OnnxReader.Read(_folder.In(plan.ModelFile)), done);
        }

        var begun = record?.Digest == _digest;
        if (record is not null && !begun)
        {
            _progress.Say($"{plan.Description}: model, images or settings are others than in the interrupted run, so it is done anew");
        }

        if (_resume)
        {
            _folder.ClearBehind(plan.Number, [_options.Model, .. _options.Distillation is { } distillation ? [distillation.Teacher] : Array.Empty<string>()]);
        }

        _resume = false;
        var folder = _folder.In(plan.Folder);
        if (!begun && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        new StepRecord(_digest, null).Write(path);
        var result = Take(plan, graph, run, begun);
        new StepRecord(_digest, result.Stage).Write(path);
        return result;
    }

    private (Graph Graph, StageResult Stage) Take(StepPlan plan, Graph graph, Action<RecipeState> run, bool resume)
    {
        var clock = Stopwatch.StartNew();
        _progress.Say(plan.Description);
        var state = new RecipeState
        {
            Model = graph,
            Data = _data,
            Distillation = _options.Distillation,
            Training = _options.Training,
            Seed = _run.Options.Seed,
            Session = _run.Options.Session,
            StepFolder = _folder.In(plan.Folder),
            Resume = resume,
            Progress = _progress,
            Cancellation = _cancellation,
        };
        run(state);
        TorchRuntime.Trim();
        (_parent.Facts with { Provenance = plan.Provenance }).WriteTo(state.Model);
        OnnxWriter.Write(state.Model, _folder.In(plan.ModelFile));
        var stage = Measure(plan.Name, plan.Description, plan.ModelFile, CostFigures.Of(state.Model)) with
        {
            Certificate = state.Certificate,
            KeptFloat = plan.IsQuantisation ? state.KeptFloat : null,
            IsTrained = state.IsTrained,
            Training = state.HasTraining ? plan.Folder : null,
            Seconds = clock.Elapsed.TotalSeconds,
        };
        if (!state.HasTraining)
        {
            Directory.Delete(state.StepFolder);
        }

        return (state.Model, stage);
    }

    private StageResult Measure(string name, string description, string file, CostFigures cost)
    {
        _progress.Show($"measuring {name}");
        var path = _folder.In(file);
        var validation = ModelEvaluation.RunIfAny(path, _data, SplitPart.Validation, _run.Options.Evaluation, _cancellation);
        var test = ModelEvaluation.Run(path, _data, SplitPart.Test, _run.Options.Evaluation, _cancellation);
        var bytes = ModelFile.Bytes(path);
        var figure = _data.Facts.Selection;
        var validated = validation is null ? string.Empty : Invariant($"{100 * validation.By(figure):0.00} % on validation, ");
        _progress.Say(
            Invariant($"  {name}: {cost.Parameters / 1e6:0.000} M parameters, {cost.Macs / 1e6:0.0} M MACs, {bytes / 1e6:0.00} MB, ")
            + Invariant($"{figure.Name} {validated}{100 * test.By(figure):0.00} % on test"));
        return new StageResult { Name = name, Description = description, File = file, FileBytes = bytes, Cost = cost, Validation = validation, Test = test };
    }

    private RunResult Summarise(Graph parent, Graph lastFloat)
    {
        ModelSource[] models = [.. _stages.Select(stage => ModelSource.FromFile(_folder.In(stage.File), stage.Name))];
        _progress.Show("timing");
        var benchmark = Benchmark.Run(
            models, BenchmarkOptions.For(_data.Facts.Task) with { TimeBudget = _options.BenchmarkTime }, _progress.Lines(), _cancellation);
        return _run.Result(_data, _stages) with
        {
            IsParentsSplit = !_parent.IsOfOtherSplit,
            Benchmark = benchmark,
            Layers = LayerComparison.Of((parent, models[0]), (lastFloat, models[^1]), _cancellation),
            Samples = _data is SceneData scenes
                ? SampleChoice.Of(models[0].Path!, _folder.Model, scenes, _run.Options.Session, _cancellation)
                : [],
            Maps = _data is DenseData pixels ? TileChoice.Of((models[0].Path!, _folder.Model), pixels, _folder.Path, _run.Options, _cancellation) : [],
            Seams = _data is DenseData tiles
                ? SeamCheck.Of([(_stages[0].Name, models[0].Path!), (_stages[^1].Name, _folder.Model)], tiles, _run.Options, _cancellation)
                : [],
        };
    }

    private string UniqueName(string id)
    {
        var earlier = _stages.Count(stage => stage.Name == id || stage.Name.StartsWith(id + " ", StringComparison.Ordinal));
        return earlier == 0 ? id : Invariant($"{id} {earlier + 1}");
    }

    private sealed record StepPlan(string Name, int Number, string Id, string Description, Provenance Provenance)
    {
        public bool IsQuantisation { get; init; }

        public string Folder => Path.Combine("stages", Invariant($"{Number}-{Id}"));

        public string ModelFile => Folder + ".onnx";

        public string RecordFile => Folder + ".json";
    }
}
