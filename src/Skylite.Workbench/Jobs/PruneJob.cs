using System.Diagnostics;
using System.Text.Json;
using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Criteria;
using Skylite.Graphs;
using Skylite.Graphs.Cost;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Operators;
using Skylite.Graphs.Passes;
using Skylite.Inference;
using Skylite.Training;
using Skylite.Workbench.Budgets;
using Skylite.Workbench.Models;
using Skylite.Workbench.Proof;
using Skylite.Workbench.Pruning;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Results;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Jobs;

/// <summary>Removes channels from any ONNX file in one go, proves it, and measures what it brought.</summary>
public sealed class PruneJob
{
    private const int NoiseInputs = 4;
    private const int CertificateImages = 8;
    private static readonly int[] Alignments = [16, 32, 8];

    private readonly PruneJobOptions _options;
    private readonly PruneSettings _settings;
    private readonly Graph _graph;
    private readonly Graph _given;
    private readonly IReadOnlyDictionary<string, Shape> _shapes;
    private readonly GraphModelOptions _models;
    private readonly IProgress<JobMessage>? _progress;
    private readonly CancellationToken _cancellation;

    private PruneJob(PruneJobOptions options, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        (_options, _progress, _cancellation) = (options, progress, cancellation);
        ModelFile.Require(options.Model);
        _graph = OnnxReader.Read(options.Model);
        if (!options.AllowOpaque && OpaqueNodes.In(_graph) is [var unknown, ..])
        {
            throw new NotSupportedException($"Node '{unknown.Name}' of '{options.Model}' is of operator '{unknown.OpType}', which Skylite cannot compute. "
                + $"{OperatorNotes.Of(unknown)}With --allow-opaque such nodes run through ONNX Runtime, and their channels stay.");
        }

        InputShapes.Open(_graph, options.Shapes);
        _given = PruningPlan.Prepare(_graph);
        _models = options.Models with { Folder = options.Models.Folder ?? Path.GetDirectoryName(Path.GetFullPath(options.Out)) };
        _shapes = InputShapes.Of(_given, options.Shapes);
        _settings = options.Settings with { Channels = ChannelChoice.Of(options.Settings.Channels, _given, options.Keep, options.PruneBands) };
    }

    /// <summary>Runs the job.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Interrupts; nothing is written then.</param>
    /// <exception cref="InvalidDataException">The file cannot be read, nothing can be removed, or the budget cannot be reached.</exception>
    /// <exception cref="CertificateException">The proof failed; nothing was written.</exception>
    public static PruneFigures Run(PruneJobOptions options, IProgress<JobMessage>? progress = null, CancellationToken cancellation = default)
    {
        if (Path.GetFullPath(options.Model) == Path.GetFullPath(options.Out))
        {
            throw new ArgumentException($"--out names the model itself, '{options.Model}'. Give the pruned model another name.");
        }

        if (Directory.Exists(options.Out))
        {
            throw new ArgumentException(
                $"'{options.Out}' is a folder; --out takes the name of the pruned model, such as {Path.Combine(options.Out, "pruned.onnx")}.");
        }

        AtomicFile.Require(options.Out);
        var clock = Stopwatch.StartNew();
        var figures = new PruneJob(options, progress, cancellation).Run();
        return figures with { Seconds = clock.Elapsed.TotalSeconds };
    }

    private PruneFigures Run()
    {
        var setting = new BudgetSetting
        {
            Given = _given,
            Shapes = _shapes,
            Models = _models,
            Times = Path.ChangeExtension(_options.Out, ".times.json"),
            Progress = _progress,
            Cancellation = _cancellation,
        };
        _settings.RequireReachable(_graph, setting);
        using var data = OpenData();
        var evidence = Gather(data);
        _progress.Show("pruning");
        var clock = Stopwatch.StartNew();
        var result = _settings.Prune(_graph, evidence, setting);
        var seconds = clock.Elapsed.TotalSeconds;
        if (result.Removed.Count == 0)
        {
            return LeaveAsItIs(result, seconds);
        }

        if (_options.Fold)
        {
            new FoldBatchNorm().Apply(result.Graph);
        }

        _progress.Show("proving");
        var certificate = RemovalProof.Require(RemovalProof.Issue(
            result, Inputs(data), new ProofSettings(Background: true, _options.AllowOpaque, _models), _cancellation));
        Sign(result, data);
        _progress.Show("timing");
        var times = Time([result.Graph]);
        var figures = Describe(result, times, seconds) with { Certificate = certificate };
        figures = figures.IsSlower ? figures with { Alternative = FindFaster(result, evidence) } : figures;
        Write(result.Graph);
        return figures with { After = figures.After with { Bytes = ModelFile.Bytes(_options.Out) } };
    }

    private ITaskData? OpenData()
    {
        if (_options.Data is not { } data)
        {
            return CriterionEvidence.NeedsData(_settings.Criterion)
                ? throw new ArgumentException(
                    $"The criterion '{_settings.Criterion}' looks at gradients and needs labelled images: "
                    + "add --data DIR, or take a criterion of weights alone, such as l1-norm.")
                : null;
        }

        var facts = ModelFacts.Read(_graph);
        var task = facts?.Task ?? ImportedModel.Read(_options.Model).Task;
        var labelled = TaskData.Open(
            new DataRequest(_options.Model, task, data(facts?.Provenance.Split)) { Given = facts?.Preprocessing }, _progress.Lines(), _cancellation);
        try
        {
            if (facts is not null)
            {
                ModelEvaluation.Require(facts.Classes, _options.Model, labelled.Facts.Classes);
            }
            else if (Classifier.ClassesOf(_given) is var classes && classes != labelled.Facts.Classes.Count)
            {
                throw new InvalidDataException(
                    $"'{_options.Model}' tells {classes} classes apart, the images are of {labelled.Facts.Classes.Count}. "
                    + $"Fine-tune it for them first, with 'skylite train --model {_options.Model}', or prune without --data.");
            }

            return labelled;
        }
        catch
        {
            labelled.Dispose();
            throw;
        }
    }

    private Evidence Gather(ITaskData? data)
    {
        if (data is null)
        {
            return CriterionEvidence.OfWeights(_options.Seed);
        }

        _progress.Show("gathering gradients");
        return CriterionEvidence.Of(_settings.Criterion, _given, data, _options.Seed, _cancellation);
    }

    private IReadOnlyList<IReadOnlyList<Tensor>> Inputs(ITaskData? data)
    {
        if (data is null)
        {
            return ModelInputs.Noise(_given, _shapes, NoiseInputs, _options.Seed);
        }

        return [data.FirstInputs(data.SelectionPart(), InputShapes.FixedBatch(_given) ?? CertificateImages, _cancellation)];
    }

    private PruneFigures LeaveAsItIs(PruneResult result, double seconds)
    {
        if (_settings.Budget is null && _settings.Ratio > 0)
        {
            var why = result.Pinned.Count > 0 ? $"; for example, {result.Pinned[0].Name}: {result.Pinned[0].Reason}" : string.Empty;
            throw new InvalidDataException(result.Families.Count == 0
                ? $"No channel of '{_options.Model}' can be removed{why}. 'skylite groups {_options.Model}' says why."
                : Invariant($"Nothing goes from '{_options.Model}' at a ratio of {_settings.Ratio} with numbers of channels rounded to ")
                    + Invariant($"multiples of {_settings.Align}: its layers are too narrow. Take a higher --ratio or a smaller --align."));
        }

        _progress.Say(_settings.Budget is null
            ? "nothing to remove: the model is copied as it is"
            : "the model meets the budget already: it is copied as it is");
        ModelFile.Copy(_options.Model, _options.Out);
        return Describe(result, [double.NaN, double.NaN], seconds);
    }

    private void Sign(PruneResult result, ITaskData? data)
    {
        var facts = ModelFacts.Read(result.Graph);
        var provenance = facts?.Provenance ?? new Provenance
        {
            Task = data is null ? "unspecified" : ModelTasks.Id(data.Facts.Task),
            Architecture = Path.GetFileNameWithoutExtension(_options.Model),
            Dataset = data is null ? null : Path.GetFileName(data.Facts.Root),
            SplitChecksum = data?.Facts.SplitChecksum,
        };
        provenance = (provenance with { Parents = [.. provenance.Parents, ModelFile.Checksum(_options.Model)] }).Then(_settings.Describe());
        result.Graph.Metadata[Provenance.MetadataKey] = JsonSerializer.Serialize(provenance, WorkbenchJson.Compact.Provenance);
    }

    private void Write(Graph graph)
    {
        _cancellation.ThrowIfCancellationRequested();
        OnnxWriter.Write(graph, _options.Out);
    }

    // The model as it was given, and graphs made from it, by turns.
    private double[] Time(IReadOnlyList<Graph> graphs)
    {
        var models = new List<GraphModel>();
        try
        {
            foreach (var graph in graphs)
            {
                models.Add(new GraphModel(graph, "after", _models));
            }

            return Time([ModelSource.FromFile(_options.Model, "before"), .. models.Select(m => m.Source)]);
        }
        finally
        {
            models.ForEach(m => m.Dispose());
        }
    }

    private double[] Time(IReadOnlyList<ModelSource> models)
    {
        var options = new LatencyOptions { TimeBudget = _options.BenchmarkTime, InputShapes = InputShapes.ToLengths(_shapes) };
        return [.. Latency.Measure(models, options, _cancellation).Select(r => r.Median)];
    }

    private PruneFigures Describe(PruneResult result, double[] times, double seconds) => new()
    {
        Model = _options.Model,
        Out = _options.Out,
        Command = _options.Command,
        Description = _settings.Describe(),
        Align = _settings.Align,
        Ratio = result.Ratio,
        Before = SizeOf(_given, ModelFile.Bytes(_options.Model), times[0]),
        After = result.Removed.Count == 0 ? SizeOf(_given, ModelFile.Bytes(_options.Model), times[1]) : SizeOf(result.Graph, 0, times[1]),
        Families = result.Families,
        Pinned = result.Pinned,
        BandsLeft = result.BandsLeft.ToDictionary(b => b.Key, b => b.Value),
        PruneSeconds = seconds,
    };

    private ModelSize SizeOf(Graph graph, long bytes, double milliseconds)
    {
        var cost = CostReport.Of(graph, new CostOptions { InputShapes = InputShapes.For(graph, _shapes) });
        return new ModelSize(cost.Parameters, cost.Macs, bytes, milliseconds);
    }

    // Among other alignments and ratios near the one asked for, the smallest change that makes the model faster.
    private PruneAlternative? FindFaster(PruneResult slow, Evidence evidence)
    {
        _progress.Say("the pruned model is slower than before: looking for a pruning that is not");
        var candidates = Alignments.Where(a => a != _settings.Align).Select(a => (Align: a, slow.Ratio))
            .Concat(new[] { -0.15, 0.15 }.Select(d => (_settings.Align, Ratio: Math.Clamp(slow.Ratio + d, 0.05, 0.95))))
            .Select(c => (c.Align, c.Ratio, (_settings with { Align = c.Align, Ratio = c.Ratio, Budget = null }).Prune(_graph, evidence, null).Graph))
            .ToArray();
        var times = Time([.. candidates.Select(c => c.Graph)]);
        return candidates.Select((c, i) => new { c.Align, c.Ratio, Time = times[i + 1], Size = SizeOf(c.Graph, 0, times[i + 1]) })
            .Where(c => c.Time < 0.95 * times[0])
            .OrderBy(c => Math.Abs(c.Ratio - slow.Ratio)).ThenBy(c => c.Time)
            .Select(c => new PruneAlternative(c.Align, c.Ratio, c.Size.Parameters, c.Size.Macs, c.Time, times[0] / c.Time))
            .FirstOrDefault();
    }

}
