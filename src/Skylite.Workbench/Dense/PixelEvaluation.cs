using Skylite.Imagery.Loading;
using Skylite.Inference;
using Skylite.Inference.Augmentation;
using Skylite.Native.OnnxRuntime;
using Skylite.Training.Metrics;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Dense;

/// <summary>Runs a model for pixels in ONNX Runtime over labelled tiles and counts all pixels in one matrix.</summary>
public static class PixelEvaluation
{
    /// <summary>Evaluates a model.</summary>
    /// <param name="model">The model; an input for each date, logits [batch, classes, height, width] first among its outputs.</param>
    /// <param name="tiles">Labelled tiles.</param>
    /// <param name="data">Its classes, and those over which no mean is taken.</param>
    /// <param name="views">Views of every tile whose probabilities are averaged; <see langword="null"/> for the tile alone.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="InvalidDataException">The model's inputs or classes are not those of the data, or it answers with what is not a number.</exception>
    public static ConfusionMatrix Run(ModelSession model, IBatchSource tiles, TaskFacts data, AugmentedRun? views = null, CancellationToken cancellation = default)
    {
        var classes = data.Classes.Count;
        var matrix = new ConfusionMatrix(classes) { LeftOutOfMeans = data.LeftOutOfMeans };
        foreach (var batch in tiles.Epoch(0, cancellation))
        {
            using (batch)
            {
                matrix.AddLabelled(batch.Labels, Predict(model, batch, classes, views));
            }
        }

        return matrix;
    }

    /// <summary>The class that a model gives to each pixel of a batch, sample after sample.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">Normalised tiles.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="views">Views of every tile whose probabilities are averaged; <see langword="null"/> for the tile alone.</param>
    /// <exception cref="InvalidDataException">The model's inputs or classes are not those of the data, or it answers with what is not a number.</exception>
    public static int[] Predict(ModelSession model, Batch batch, int classes, AugmentedRun? views = null)
    {
        var names = model.Session.Inputs.Select(i => i.Name).ToArray();
        if (names.Length != batch.Dates)
        {
            throw new InvalidDataException($"'{model.Source}' takes {names.Length} images, the data has {batch.Dates} dates: it is a model for another task.");
        }

        Memory<float>[] pixels = [.. names.Select((_, date) => batch.PixelsOf(date))];
        using var outputs = views is null ? RunModel(pixels) : views.Run(pixels, batch.Height, batch.Width, RunModel);
        var shape = outputs[0].Shape;
        return shape.SequenceEqual([batch.Count, classes, batch.Height, batch.Width])
            ? Strongest(Numbers(model, outputs[0].GetTensorDataAsSpan<float>(), classes, batch), batch.Count, classes)
            : throw new InvalidDataException(
                $"'{model.Source}' gives [{string.Join(", ", shape)}] where [{batch.Count}, {classes}, {batch.Height}, {batch.Width}] is expected: its classes are not those of the data.");

        OrtOutputs RunModel(IReadOnlyList<Memory<float>> dates)
        {
            var inputs = names.Zip(dates).ToDictionary(
                n => n.First,
                n => OrtValue.CreateTensorValueFromMemory(n.Second, [batch.Count, batch.Channels, batch.Height, batch.Width]));
            try
            {
                return model.Session.Run(inputs, [model.Output.Name]);
            }
            finally
            {
                foreach (var input in inputs.Values)
                {
                    input.Dispose();
                }
            }
        }
    }

    // The largest of numbers that are none would be the first class.
    private static ReadOnlySpan<float> Numbers(ModelSession model, ReadOnlySpan<float> logits, int classes, Batch batch)
    {
        if (NotANumber.Find(logits) is >= 0 and var place)
        {
            var (pixel, plane) = (place % (batch.Height * batch.Width), place / (batch.Height * batch.Width));
            throw NotANumber.Error(model.Source, FormattableString.Invariant($"class {plane % classes} of pixel ({pixel % batch.Width}, {pixel / batch.Width}) of a tile"));
        }

        return logits;
    }

    // Plane by plane, as the logits lie in memory; of equal classes the first wins.
    private static int[] Strongest(ReadOnlySpan<float> logits, int samples, int classes)
    {
        var plane = logits.Length / samples / classes;
        var result = new int[samples * plane];
        for (var s = 0; s < samples; s++)
        {
            var best = logits.Slice(s * classes * plane, plane).ToArray();
            var chosen = result.AsSpan(s * plane, plane);
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

        return result;
    }
}
