using Skylite.Imagery.Loading;
using Skylite.Inference;
using Skylite.Inference.Augmentation;
using Skylite.Inference.Scenes;
using Skylite.Training.Metrics;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Dense;

/// <summary>Runs a model for pixels in ONNX Runtime over labelled tiles and counts all pixels in one matrix.</summary>
public static class PixelEvaluation
{
    private const float Half = 0.5f;

    /// <summary>Evaluates a model.</summary>
    /// <param name="model">The model; an input for each date or one for both, answers [batch, classes, height, width] first among its outputs; one plane for two classes.</param>
    /// <param name="tiles">Labelled tiles.</param>
    /// <param name="data">Its classes, and those over which no mean is taken.</param>
    /// <param name="views">Views of every tile whose probabilities are averaged; <see langword="null"/> for the tile alone.</param>
    /// <param name="threshold">Of two classes, how probable the second must be at least to be taken; <see langword="null"/> takes the most probable class.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="InvalidDataException">The model's inputs or classes are not those of the data, or it answers with what is not a number.</exception>
    public static ConfusionMatrix Run(ModelSession model, IBatchSource tiles, TaskFacts data, AugmentedRun? views = null, double? threshold = null, CancellationToken cancellation = default)
    {
        var classes = data.Classes.Count;
        var matrix = new ConfusionMatrix(classes) { LeftOutOfMeans = data.LeftOutOfMeans };
        foreach (var batch in tiles.Epoch(0, cancellation))
        {
            using (batch)
            {
                matrix.AddLabelled(batch.Labels, Predict(model, batch, classes, views, threshold));
            }
        }

        return matrix;
    }

    /// <summary>The class that a model gives to each pixel of a batch, sample after sample.</summary>
    /// <param name="model">The model. A fixed batch size is served by splitting and padding.</param>
    /// <param name="batch">Normalised tiles.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="views">Views of every tile whose probabilities are averaged; <see langword="null"/> for the tile alone.</param>
    /// <param name="threshold">Of two classes, how probable the second must be at least to be taken; <see langword="null"/> takes the most probable class.</param>
    /// <exception cref="InvalidDataException">The model's inputs or classes are not those of the data, or it answers with what is not a number.</exception>
    public static int[] Predict(ModelSession model, Batch batch, int classes, AugmentedRun? views = null, double? threshold = null)
    {
        var result = new int[batch.Count * batch.LabelsPerSample];
        foreach (var answers in PixelAnswers.Of(model, batch, classes, views))
        {
            using (answers)
            {
                var chosen = result.AsSpan(answers.First * batch.LabelsPerSample, answers.Count * batch.LabelsPerSample);
                if (answers.Planes == classes && threshold is null)
                {
                    Strongest(answers.Numbers, answers.Count, classes, chosen);
                }
                else
                {
                    AtLeast(answers.Planes == 1 ? answers.Numbers : SecondOfTwo(answers), Limit(threshold, answers.Kind), chosen);
                }
            }
        }

        return result;
    }

    private static void AtLeast(ReadOnlySpan<float> answers, float limit, Span<int> chosen)
    {
        for (var i = 0; i < answers.Length; i++)
        {
            chosen[i] = answers[i] >= limit ? 1 : 0;
        }
    }

    // The most probable class, where both are equally probable, is the first.
    private static float Limit(double? threshold, AnswerKind kind) => (threshold, kind) switch
    {
        ({ } least, AnswerKind.Probabilities) => (float)least,
        ({ } least, _) => (float)Math.Log(least / (1 - least)),
        (null, AnswerKind.Probabilities) => MathF.BitIncrement(Half),
        _ => float.Epsilon,
    };

    // The second class alone, as a network with one plane answers: its probability, or the logit of it.
    private static float[] SecondOfTwo(PixelAnswers answers)
    {
        var (samples, plane) = (answers.Count, answers.Numbers.Length / answers.Count / 2);
        var second = new float[samples * plane];
        for (var s = 0; s < samples; s++)
        {
            var no = answers.Numbers.Slice(2 * s * plane, plane);
            var yes = answers.Numbers.Slice(((2 * s) + 1) * plane, plane);
            for (var i = 0; i < plane; i++)
            {
                second[(s * plane) + i] = yes[i] - (answers.Kind == AnswerKind.Logits ? no[i] : 0);
            }
        }

        return second;
    }

    // Plane by plane, as the logits lie in memory; of equal classes the first wins.
    private static void Strongest(ReadOnlySpan<float> logits, int samples, int classes, Span<int> result)
    {
        var plane = logits.Length / samples / classes;
        for (var s = 0; s < samples; s++)
        {
            var best = logits.Slice(s * classes * plane, plane).ToArray();
            var chosen = result.Slice(s * plane, plane);
            for (var c = 1; c < classes; c++)
            {
                var of = logits.Slice(((s * classes) + c) * plane, plane);
                for (var i = 0; i < plane; i++)
                {
                    if (of[i] > best[i])
                    {
                        (best[i], chosen[i]) = (of[i], c);
                    }
                }
            }
        }
    }
}
