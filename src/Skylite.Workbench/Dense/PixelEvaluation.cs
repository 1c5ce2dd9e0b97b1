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
        var kind = views is null ? model.Answers : AnswerKind.Probabilities;
        var inputs = new DateInputs(model, batch);
        var result = new int[batch.Count * batch.LabelsPerSample];
        for (var start = 0; start < batch.Count; start += inputs.Tiles)
        {
            var count = Math.Min(inputs.Tiles, batch.Count - start);
            var pixels = inputs.Pixels(start, count);
            using var outputs = views is null ? inputs.Run(model, pixels) : views.Run(pixels, batch.Height, batch.Width, view => inputs.Run(model, view));
            var planes = Planes(model, outputs[0].Shape, inputs.Tiles, classes, batch);
            var answers = Numbers(model, outputs[0].GetTensorDataAsSpan<float>()[..(count * planes * batch.LabelsPerSample)], planes, batch);
            var chosen = result.AsSpan(start * batch.LabelsPerSample, count * batch.LabelsPerSample);
            if (planes == classes && threshold is null)
            {
                Strongest(answers, count, classes, chosen);
            }
            else
            {
                AtLeast(planes == 1 ? answers : SecondOfTwo(answers, count, kind), Limit(threshold, kind), chosen);
            }
        }

        return result;
    }

    // A plane for each class, or one for the second of two.
    private static int Planes(ModelSession model, IReadOnlyList<long> shape, int tiles, int classes, Batch batch) =>
        shape is [var first, var planes, var height, var width] && (first, height, width) == (tiles, batch.Height, batch.Width) && (planes == classes || (planes == 1 && classes == 2))
            ? (int)planes
            : throw new InvalidDataException(
                $"'{model.Source}' gives [{string.Join(", ", shape)}] where [{tiles}, {classes}, {batch.Height}, {batch.Width}] is expected: its classes are not those of the data.");

    // The largest of numbers that are none would be the first class.
    private static ReadOnlySpan<float> Numbers(ModelSession model, ReadOnlySpan<float> answers, int planes, Batch batch)
    {
        if (NotANumber.Find(answers) is >= 0 and var place)
        {
            var (pixel, plane) = (place % (batch.Height * batch.Width), place / (batch.Height * batch.Width));
            throw NotANumber.Error(model.Source, FormattableString.Invariant($"class {plane % planes} of pixel ({pixel % batch.Width}, {pixel / batch.Width}) of a tile"));
        }

        return answers;
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
    private static float[] SecondOfTwo(ReadOnlySpan<float> answers, int samples, AnswerKind kind)
    {
        var plane = answers.Length / samples / 2;
        var second = new float[samples * plane];
        for (var s = 0; s < samples; s++)
        {
            var no = answers.Slice(2 * s * plane, plane);
            var yes = answers.Slice(((2 * s) + 1) * plane, plane);
            for (var i = 0; i < plane; i++)
            {
                second[(s * plane) + i] = yes[i] - (kind == AnswerKind.Logits ? no[i] : 0);
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
