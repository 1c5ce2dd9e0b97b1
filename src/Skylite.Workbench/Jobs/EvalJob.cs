using Skylite.Graphs.Onnx;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Jobs;

/// <summary>Measures a model file on one part of some labelled data, as it would be deployed.</summary>
public static class EvalJob
{
    /// <summary>Runs the job.</summary>
    /// <param name="options">What to measure.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="FileNotFoundException">There is no such model.</exception>
    /// <exception cref="InvalidDataException">The model does not fit the data, or the part has no samples.</exception>
    public static EvalFigures Run(EvalOptions options, IProgress<JobMessage>? progress = null, CancellationToken cancellation = default)
    {
        ModelFile.Require(options.Model);
        var facts = ModelFacts.Require(OnnxReader.Read(options.Model), options.Model);
        options.Settings.Require(options.Model, facts.Task, facts.Classes);
        var images = options.Images(facts.Provenance.Split);
        using var data = TaskData.Open(
            new DataRequest(options.Model, facts.Task, images) { Given = options.Settings.FormOf(facts.Preprocessing), IsForTraining = false },
            progress.Lines(),
            cancellation);
        SplitPart[] parts = [.. (options.Part is { } one ? [one] : Enum.GetValues<SplitPart>()).Where(data.Has)];
        if (parts.Length == 0)
        {
            throw new InvalidDataException($"No samples are kept for {options.Part?.Id()} in this split. Choose another --part.");
        }

        var samples = parts.Sum(data.Count);
        progress.Show($"running {Path.GetFileName(options.Model)} over {samples} samples");
        var figures = ModelEvaluation.Run(options.Model, data, parts, options.Settings, cancellation);
        string[] notes = [.. data.Facts.Notes, .. new[] { TrainedSplit.Doubt(facts, data, options.Part) }.OfType<string>()];
        foreach (var note in notes)
        {
            progress.Say(note);
        }

        progress.SayLeftOut(data.CorruptImages);
        return new EvalFigures
        {
            Model = options.Model,
            Task = ModelTasks.Id(facts.Task),
            Data = images.Directory,
            Dataset = data.Facts.Dataset,
            SplitChecksum = data.Facts.SplitChecksum,
            IsTrainedSplit = TrainedSplit.Is(facts, data),
            Part = options.Part?.Id() ?? EvalFigures.AllParts,
            Samples = samples,
            Classes = data.Facts.Classes,
            Figures = figures,
            Notes = notes,
        };
    }
}
