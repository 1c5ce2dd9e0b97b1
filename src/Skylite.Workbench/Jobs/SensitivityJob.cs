using System.Diagnostics;
using System.Globalization;
using Skylite.Compression.Pruning;
using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Splits;
using Skylite.Inference;
using Skylite.Training;
using Skylite.Workbench.Models;
using Skylite.Workbench.Pruning;
using Skylite.Workbench.Reports;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Scenes;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Jobs;

/// <summary>
/// Measures how accuracy on validation images (F1 of change, or mean IoU, where pixels are classified) falls as each group of channels by itself loses its
/// least important ones. Channels are silenced, which computes the same as removing them.
/// </summary>
public sealed class SensitivityJob
{
    private const int LargestBatch = 16;

    private readonly SensitivityOptions _options;
    private readonly IProgress<JobMessage>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Graph _graph;
    private readonly ITaskData _data;
    private readonly ModelSessionOptions _session;
    private readonly int _batch;
    private readonly FirstBatches _images;

    private SensitivityJob(SensitivityOptions options, Graph graph, ITaskData data, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        (_options, _graph, _data, _progress, _cancellation) = (options, graph, data, progress, cancellation);
        _session = new ModelSessionOptions { Preprocessing = data.Preprocessing, Classes = data.Facts.Classes };
        // Whole batches, of a size that leaves out as few as can be of the images that are allowed.
        var batches = (options.Images + LargestBatch - 1) / LargestBatch;
        _batch = options.Images / batches;
        _images = new FirstBatches(data.Batches(SplitPart.Validation, _batch, options.Seed), batches);
    }

    /// <summary>Runs the job.</summary>
    /// <param name="options">What to measure.</param>
    /// <param name="progress">Told what is being done, with the time that is left.</param>
    /// <param name="cancellation">Interrupts; finished groups are kept.</param>
    /// <exception cref="InterruptedRunException">The job was interrupted; the message says how to go on.</exception>
    /// <exception cref="InvalidDataException">The model is no classifier of these images, or has no channels that could go.</exception>
    public static SensitivityFigures Run(SensitivityOptions options, IProgress<JobMessage>? progress = null, CancellationToken cancellation = default)
    {
        ModelFile.Require(options.Model);
        var graph = OnnxReader.Read(options.Model);
        var facts = ModelFacts.Read(graph);
        graph = PruningPlan.Prepare(graph);
        var task = facts?.Task ?? ImportedModel.Read(options.Model).Task;
        using var data = TaskData.Open(
            new DataRequest(options.Model, task, options.Data(facts?.Provenance.Split)) { Given = facts?.Preprocessing }, progress.Lines(), cancellation);
        if (!data.Has(SplitPart.Validation))
        {
            throw new InvalidDataException(
                "No images are kept for validation in this split, and sensitivity is measured on nothing else. Choose a --validation-share above 0.");
        }

        if (facts is not null)
        {
            ModelEvaluation.Require(facts.Classes, options.Model, data.Facts.Classes);
        }
        else if (Classifier.ClassesOf(graph) is var classes && classes != data.Facts.Classes.Count)
        {
            throw new InvalidDataException(
                $"'{options.Model}' tells {classes} classes apart, the images are of {data.Facts.Classes.Count}. "
                + $"Fine-tune it for them first, with 'skylite train --model {options.Model}'.");
        }

        try
        {
            return new SensitivityJob(options, graph, data, progress, cancellation).Measure();
        }
        catch (OperationCanceledException)
        {
            throw new InterruptedRunException($"interrupted. Finished groups are kept in '{options.Out}': run the same command again and it goes on.");
        }
    }

    private SensitivityFigures Measure()
    {
        var groups = ChannelGroups.Of(_graph);
        if (groups.Families.Count == 0)
        {
            throw new InvalidDataException($"No channel of '{_options.Model}' can be removed; 'skylite groups {_options.Model}' says why.");
        }

        var file = Path.Combine(_options.Out, SensitivityFigures.FileName);
        var figures = Begin(file);
        _progress.Show("gathering what the criterion wants to know");
        var evidence = CriterionEvidence.Of(_options.Criterion, _graph, _data, _options.Seed, _cancellation);
        var criterion = PruningCriteria.Find(_options.Criterion);
        var clock = Stopwatch.StartNew();
        var taken = figures.Groups.Count;
        foreach (var (i, family) in groups.Families.Index().Skip(taken))
        {
            var left = i > taken ? TimeSpan.FromSeconds(clock.Elapsed.TotalSeconds / (i - taken) * (groups.Families.Count - i)) : (TimeSpan?)null;
            _progress.Show(string.Create(
                CultureInfo.InvariantCulture,
                $"group {i + 1} of {groups.Families.Count}, {family.Name}{(left is { } time ? $", {time:h\\:mm\\:ss} left" : string.Empty)}"));
            var group = new GroupSensitivity(
                i + 1, family.Name, family.Groups.Count * family.Width, family.Producers, Points(groups, family, criterion.Score(family, evidence)));
            figures = figures with { Groups = [.. figures.Groups, group], IsComplete = i + 1 == groups.Families.Count };
            figures.Save(file);
            _progress.Say($"group {i + 1}, {family.Name}: "
                + string.Join(", ", group.Points.Select(p => Invariant($"{100 * p.Accuracy:0.0} % without {100 * p.Ratio:0} %"))));
        }

        HtmlReport.Write(Path.Combine(_options.Out, "report.html"), Report(figures), ChartLibrary.Find());
        return figures;
    }

    private SensitivityFigures Begin(string file)
    {
        var figures = new SensitivityFigures
        {
            Model = _options.Model,
            Checksum = ModelFile.Checksum(_options.Model),
            SplitChecksum = _data.Facts.SplitChecksum,
            Images = Math.Min(_images.SampleCount, _images.BatchesPerEpoch * _batch),
            Criterion = _options.Criterion,
            Seed = _options.Seed,
            Ratios = _options.Ratios,
            Figure = _data.Facts.Selection.Id,
            Baseline = 0,
            Command = _options.Command,
        };
        if (SensitivityFigures.Read(file) is { } earlier && !_options.Overwrite)
        {
            if (!figures.IsSameMeasurement(earlier))
            {
                throw new IOException(
                    $"'{_options.Out}' holds another measurement already (of another model, split, criterion, "
                    + "number of images or other ratios). Choose another --out folder, or add --overwrite.");
            }

            _progress.Say($"{earlier.Groups.Count} groups are taken over from {file}");
            return earlier;
        }

        Directory.CreateDirectory(_options.Out);
        _progress.Show("evaluating the model as it is");
        return figures with { Baseline = Accuracy() };
    }

    private List<SensitivityPoint> Points(ChannelGroups groups, ChannelFamily family, double[] scores)
    {
        int[] weakestFirst = [.. Enumerable.Range(0, scores.Length).OrderBy(g => scores[g]).Select(g => family.Groups[g])];
        var saved = family.Axes.Select(a => a.Parameter).Distinct().Select(p => (Parameter: p, Data: p.Constant!)).ToArray();
        var points = new List<SensitivityPoint>();
        foreach (var ratio in _options.Ratios)
        {
            var silent = weakestFirst.Take((int)Math.Round(ratio * weakestFirst.Length));
            try
            {
                ChannelSilencing.Silence(groups, silent);
                points.Add(new SensitivityPoint(ratio, Accuracy()));
            }
            finally
            {
                foreach (var (parameter, data) in saved)
                {
                    _graph.SetInitializer(parameter, data);
                }
            }
        }

        return points;
    }

    private double Accuracy()
    {
        using var model = new GraphModel(_graph, _options.Model);
        using var session = new ModelSession(model.Source, _session);
        return _data.Facts.Selection.Of(ModelEvaluation.Count(session, _data, _images, cancellation: _cancellation));
    }

    private static ReportModel Report(SensitivityFigures figures) => new()
    {
        Title = $"Sensitivity of {Path.GetFileName(figures.Model)}",
        Summary = [Invariant(
            $"{figures.Groups.Count} groups of channels, {figures.Images} validation images, {figures.FigureName} {100 * figures.Baseline:0.00} % as it is.")],
        Written = DateTimeOffset.UtcNow,
        Figure = figures.FigureName,
        Sensitivity = figures,
        Commands = figures.Command.Length > 0 ? [new CommandRow(figures.Command, figures.Seed)] : [],
    };
}
