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

    /// <summary>The predictions of a file.</summary>
    /// <exception cref="InvalidDataException">The model's classes are not those of the data.</exception>
    public static Predictions Predict(string model, SceneData data, SplitPart part, CancellationToken cancellation = default)
    {
        using var session = new ModelSession(ModelSource.FromFile(model));
        if (session.HasClasses && !session.Classes.SequenceEqual(data.Classes))
        {
            throw new InvalidDataException(
                $"'{model}' tells {session.Classes.Count} classes apart ({string.Join(", ", session.Classes)}); the images are of {data.Classes.Count} ({string.Join(", ", data.Classes)}). Fine-tune it for them with 'skylite train --model {model}'.");
        }

        return Predictions.Run(session, data.Batches(part, BatchLoaderOptions.ForEvaluation(BatchSize)), cancellationToken: cancellation);
    }
}
