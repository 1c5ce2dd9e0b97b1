using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Inference;
using Skylite.Workbench.Results;
using Skylite.Workbench.Scenes;

namespace Skylite.Workbench.Jobs;

/// <summary>Runs a model file in ONNX Runtime over the images of one part and counts.</summary>
public static class Evaluate
{
    private const int BatchSize = 32;

    /// <summary>Evaluates a file.</summary>
    /// <exception cref="InvalidDataException">The model's classes are not those of the data.</exception>
    public static ClassificationFigures Run(string model, SceneData data, SplitPart part, CancellationToken cancellation = default) =>
        ClassificationFigures.Of(Predict(model, data, part, cancellation), data.Classes.Count);

    /// <summary>Evaluates a file on a part that may be empty.</summary>
    /// <returns>The figures, or <see langword="null"/> where there are no images.</returns>
    public static ClassificationFigures? RunIfAny(string model, SceneData data, SplitPart part, CancellationToken cancellation = default) =>
        data.Has(part) ? Run(model, data, part, cancellation) : null;

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
                $"'{model}' tells {classes.Count} classes apart ({string.Join(", ", classes)}); the images are of {images.Count} ({string.Join(", ", images)}). Fine-tune it for them with 'skylite train --model {model}'.");
        }
    }

    /// <summary>The predictions of a file.</summary>
    /// <exception cref="InvalidDataException">The model's classes are not those of the data.</exception>
    public static Predictions Predict(string model, SceneData data, SplitPart part, CancellationToken cancellation = default)
    {
        using var session = new ModelSession(ModelSource.FromFile(model));
        if (session.HasClasses)
        {
            Require(session.Classes, model, data.Classes);
        }

        return Predictions.Run(session, data.Batches(part, BatchLoaderOptions.ForEvaluation(BatchSize)), cancellationToken: cancellation);
    }
}
