using Skylite.Imagery.Loading;
using Skylite.Inference;
using Skylite.Inference.Augmentation;
using Skylite.Training.Metrics;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Dense;

/// <summary>Runs a model for pixels in ONNX Runtime over labelled tiles and counts all pixels in one matrix.</summary>
public static class PixelEvaluation
{
    /// <summary>Evaluates a model.</summary>
    /// <param name="model">
    /// The model; an input for each date or one for both, answers [batch, classes, height, width] first among its outputs; one plane for two classes.
    /// </param>
    /// <param name="tiles">Labelled tiles.</param>
    /// <param name="data">Its classes, and those over which no mean is taken.</param>
    /// <param name="views">Views of every tile whose probabilities are averaged; <see langword="null"/> for the tile alone.</param>
    /// <param name="decision">How a class is chosen.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="InvalidDataException">The model's inputs or classes are not those of the data, or it answers with what is not a number.</exception>
    public static ConfusionMatrix Run(
        ModelSession model, IBatchSource tiles, TaskFacts data, AugmentedRun? views = null, ClassDecision decision = default,
        CancellationToken cancellation = default)
    {
        var classes = data.Classes.Count;
        var matrix = new ConfusionMatrix(classes) { LeftOutOfMeans = data.LeftOutOfMeans };
        foreach (var batch in tiles.Epoch(0, cancellation))
        {
            using (batch)
            {
                matrix.AddLabelled(batch.Labels, Predict(model, batch, classes, views, decision));
            }
        }

        return matrix;
    }

    /// <summary>The class that a model gives to each pixel of a batch, sample after sample.</summary>
    /// <param name="model">The model. A fixed batch size is served by splitting and padding.</param>
    /// <param name="batch">Normalised tiles.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="views">Views of every tile whose probabilities are averaged; <see langword="null"/> for the tile alone.</param>
    /// <param name="decision">How a class is chosen.</param>
    /// <exception cref="InvalidDataException">The model's inputs or classes are not those of the data, or it answers with what is not a number.</exception>
    public static int[] Predict(ModelSession model, Batch batch, int classes, AugmentedRun? views = null, ClassDecision decision = default)
    {
        var result = new int[batch.Count * batch.LabelsPerSample];
        foreach (var answers in PixelAnswers.Of(model, batch, classes, views))
        {
            using (answers)
            {
                for (var tile = 0; tile < answers.Count; tile++)
                {
                    answers.Classes(tile, decision, result.AsSpan((answers.First + tile) * batch.LabelsPerSample, batch.LabelsPerSample));
                }
            }
        }

        return result;
    }
}
