using Skylite.Imagery.Loading;
using Skylite.Inference;
using Skylite.Native.OnnxRuntime;
using Skylite.Training.Metrics;
using Skylite.Workbench.Results;

namespace Skylite.Workbench.Dense;

/// <summary>Runs a model file for pixels in ONNX Runtime over labelled tiles and counts all pixels in one matrix.</summary>
public static class DenseEvaluation
{
    /// <summary>Evaluates a file.</summary>
    /// <param name="model">The ONNX file; an input for each date, logits [batch, classes, height, width] first among its outputs.</param>
    /// <param name="tiles">Labelled tiles.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="InvalidDataException">The model's inputs or classes are not those of the data.</exception>
    public static ClassificationFigures Run(string model, IBatchSource tiles, int classes, CancellationToken cancellation = default)
    {
        using var session = new ModelSession(ModelSource.FromFile(model));
        var matrix = new ConfusionMatrix(classes);
        foreach (var batch in tiles.Epoch(0, cancellation))
        {
            using (batch)
            {
                Count(session, batch, matrix);
            }
        }

        return ClassificationFigures.Of(matrix);
    }

    private static void Count(ModelSession model, Batch batch, ConfusionMatrix matrix)
    {
        var names = model.Session.Inputs.Select(i => i.Name).ToArray();
        if (names.Length != batch.Dates)
        {
            throw new InvalidDataException($"'{model.Source}' takes {names.Length} images, the data has {batch.Dates} dates: it is a model for another task.");
        }

        var inputs = names.Index().ToDictionary(
            n => n.Item,
            n => OrtValue.CreateTensorValueFromMemory(batch.PixelsOf(n.Index), [batch.Count, batch.Channels, batch.Height, batch.Width]));
        try
        {
            using var outputs = model.Session.Run(inputs, [model.Output.Name]);
            var shape = outputs[0].Shape;
            if (shape.Count != 4 || shape[1] != matrix.Classes || shape[2] != batch.Height || shape[3] != batch.Width)
            {
                throw new InvalidDataException(
                    $"'{model.Source}' gives [{string.Join(", ", shape)}] where [{batch.Count}, {matrix.Classes}, {batch.Height}, {batch.Width}] is expected: its classes are not those of the data.");
            }

            Count(outputs[0].GetTensorDataAsSpan<float>(), batch, matrix);
        }
        finally
        {
            foreach (var input in inputs.Values)
            {
                input.Dispose();
            }
        }
    }

    private static void Count(ReadOnlySpan<float> logits, Batch batch, ConfusionMatrix matrix)
    {
        var plane = batch.LabelsPerSample;
        for (var i = 0; i < batch.Labels.Length; i++)
        {
            if (batch.Labels[i] < 0)
            {
                continue;
            }

            var at = (i / plane * matrix.Classes * plane) + (i % plane);
            var best = 0;
            for (var c = 1; c < matrix.Classes; c++)
            {
                best = logits[at + (c * plane)] > logits[at + (best * plane)] ? c : best;
            }

            matrix.Add(batch.Labels[i], best);
        }
    }
}
