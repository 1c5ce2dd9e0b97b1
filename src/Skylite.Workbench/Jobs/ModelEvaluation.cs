using Skylite.Imagery;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Inference;
using Skylite.Native.OnnxRuntime;
using Skylite.Training.Metrics;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Scenes;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Jobs;

/// <summary>Runs a model in ONNX Runtime over the samples of one part and counts.</summary>
public static class ModelEvaluation
{
    private const int Scenes = 32;
    private const int LargestBatch = 8;
    private const long PixelsOfBatch = 8 * 512 * 512;

    /// <summary>Evaluates a file.</summary>
    /// <param name="model">The file.</param>
    /// <param name="data">The data.</param>
    /// <param name="part">Its part.</param>
    /// <param name="settings">How.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="InvalidDataException">The model's inputs or classes are not those of the data.</exception>
    public static ClassificationFigures Run(
        string model, ITaskData data, SplitPart part, EvaluationSettings settings, CancellationToken cancellation = default) =>
        Run(model, data, [part], settings, cancellation);

    /// <summary>Evaluates a file on several parts as if they were one.</summary>
    /// <param name="model">The file.</param>
    /// <param name="data">The data.</param>
    /// <param name="parts">Parts that have samples, at least one.</param>
    /// <param name="settings">How.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="InvalidDataException">The model's inputs or classes are not those of the data.</exception>
    public static ClassificationFigures Run(
        string model, ITaskData data, IReadOnlyList<SplitPart> parts, EvaluationSettings settings, CancellationToken cancellation = default)
    {
        settings.Require(model, data.Facts.Task, data.Facts.Classes);
        using var file = TiledModel.Of(model, settings.Tile);
        using var session = Open(file.Source, data, SessionOptions.OnThreads(settings.Threads));
        var size = data.Facts.Task == ModelTask.SceneClassification ? Scenes : TilesOf(data.Preprocessing);
        var matrix = Count(parts[0]);
        foreach (var part in parts.Skip(1))
        {
            matrix.Add(Count(part));
        }

        var figures = data.Facts.Task == ModelTask.SceneClassification ? ClassificationFigures.OfImages(matrix) : ClassificationFigures.OfPixels(matrix);
        return figures with
        {
            TestTimeAugmentation = settings.Augmentation.IsActive ? settings.Augmentation.Id : null,
            Threshold = settings.Threshold,
            Overlap = settings.Overlap > 0 ? settings.Overlap : null,
            Tile = settings.Tile,
            Convention = data.Facts.ConventionOf(matrix),
        };

        ConfusionMatrix Count(SplitPart part) => settings.Overlap > 0
            ? BlendedEvaluation.Run(session, (DenseData)data, part, settings, cancellation)
            : ModelEvaluation.Count(session, data, data.Batches(part, size), settings, cancellation);
    }

    /// <summary>Evaluates a file on a part that may be empty.</summary>
    /// <returns>The figures, or <see langword="null"/> where there are no samples.</returns>
    public static ClassificationFigures? RunIfAny(
        string model, ITaskData data, SplitPart part, EvaluationSettings settings, CancellationToken cancellation = default) =>
        data.Has(part) ? Run(model, data, part, settings, cancellation) : null;

    /// <summary>Counts what a model says of some batches: images, or pixels pooled over all samples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">What the batches are of.</param>
    /// <param name="batches">Normalised, labelled batches.</param>
    /// <param name="settings">How; <see langword="null"/> runs each sample once and takes the most probable class.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static ConfusionMatrix Count(
        ModelSession model, ITaskData data, IBatchSource batches, EvaluationSettings? settings = null, CancellationToken cancellation = default)
    {
        var how = settings ?? new EvaluationSettings();
        var views = how.ViewsFor(model);
        return data.Facts.Task == ModelTask.SceneClassification
            ? Predictions.Run(model, batches, views: views, cancellationToken: cancellation).Count(data.Facts.Classes.Count, how.Decision)
            : PixelEvaluation.Run(model, batches, data.Facts, views, how.Decision, cancellation);
    }

    /// <summary>Makes sure that a model's classes are those of some images.</summary>
    /// <param name="classes">Classes of the model.</param>
    /// <param name="model">Its file, for the error.</param>
    /// <param name="images">Classes of the images.</param>
    /// <exception cref="InvalidDataException">They are not.</exception>
    public static void Require(IReadOnlyList<string> classes, string model, IReadOnlyList<string> images)
    {
        if (!classes.SequenceEqual(images))
        {
            throw new InvalidDataException(
                $"'{model}' tells {classes.Count} classes apart ({string.Join(", ", classes)}); "
                + $"the images are of {images.Count} ({string.Join(", ", images)}). "
                + (classes.Count == images.Count
                    ? "If they are the same in this order, call them the same: by a 'classes.json' beside the masks, or with "
                        + $"'skylite describe --classes {string.Join(',', images)}' for a network from elsewhere. Otherwise fine-tune"
                    : "Fine-tune")
                + $" it for them with 'skylite train --model {model}'.");
        }
    }

    /// <summary>The predictions of a file for scenes.</summary>
    /// <exception cref="InvalidDataException">The model's classes are not those of the data.</exception>
    public static Predictions Predict(string model, SceneData data, SplitPart part, SessionOptions options, CancellationToken cancellation = default)
    {
        using var session = Open(model, data, options);
        return Predictions.Run(session, data.Batches(part, Scenes), cancellationToken: cancellation);
    }

    /// <summary>Opens a file whose classes must be those of the data.</summary>
    /// <exception cref="InvalidDataException">They are not.</exception>
    internal static ModelSession Open(string model, ITaskData data, SessionOptions options) => Open(ModelSource.FromFile(model), data, options);

    private static ModelSession Open(ModelSource model, ITaskData data, SessionOptions options)
    {
        var session = new ModelSession(model, new ModelSessionOptions { Session = options });
        try
        {
            if (session.HasClasses)
            {
                Require(session.Classes, model.Path ?? model.Name, data.Facts.Classes);
            }

            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Tiles of a batch: fewer where they are large, of which activations take memory.</summary>
    internal static int TilesOf(Preprocessing form) => (int)Math.Clamp(PixelsOfBatch / ((long)form.Height * form.Width), 1, LargestBatch);

    private static ConfusionMatrix Count(this Predictions predictions, int classes, ClassDecision decision)
    {
        var matrix = new ConfusionMatrix(classes);
        for (var i = 0; i < predictions.Count; i++)
        {
            matrix.Add(predictions.Labels[i], predictions.Predicted(i, decision));
        }

        return matrix;
    }
}
