using Skylite.Imagery.Loading;
using Skylite.Inference.Augmentation;
using Skylite.Inference.Scenes;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference;

/// <summary>What a classifier says of every sample of a source: how probable each class is, and the labels to hold against that.</summary>
public sealed class Predictions
{
    // As the model gave them, or the mean probabilities of views: numbers of the same kind for each class, or one for the second of two.
    private readonly float[] _answers;
    private readonly AnswerKind _kind;
    private readonly int _outputs;

    private Predictions(float[] answers, AnswerKind kind, int[] labels, int[] indices)
    {
        (_answers, _kind, Labels, Indices) = (answers, kind, labels, indices);
        _outputs = labels.Length == 0 ? 0 : answers.Length / labels.Length;
    }

    /// <summary>Number of samples.</summary>
    public int Count => Labels.Count;

    /// <summary>Number of classes K.</summary>
    public int ClassCount => _outputs == 1 ? 2 : _outputs;

    /// <summary>The true class of each sample.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>The place of each sample in the list that the source was made from.</summary>
    public IReadOnlyList<int> Indices { get; }

    /// <summary>Share of samples whose most probable class is the true one, 0 to 1; NaN without samples.</summary>
    public double OverallAccuracy => Count == 0 ? double.NaN : Enumerable.Range(0, Count).Count(i => Predicted(i) == Labels[i]) / (double)Count;

    /// <summary>Runs a classifier over one epoch of a source.</summary>
    /// <param name="model">
    /// Images N × C × H × W in, answers N × K (or N × K × 1 × 1) out; one number stands for two classes. A fixed batch size is served by splitting and padding.
    /// </param>
    /// <param name="source">Normalised batches.</param>
    /// <param name="progress">Told the number of samples done.</param>
    /// <param name="views">Views of every image whose probabilities are averaged. <see langword="null"/> for the image alone.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="OrtException">The batches do not fit the model.</exception>
    /// <exception cref="InvalidDataException">The model takes other bands, or answers with what is not a number.</exception>
    public static Predictions Run(
        ModelSession model, IBatchSource source, IProgress<int>? progress = null, AugmentedRun? views = null, CancellationToken cancellationToken = default)
    {
        var all = new List<float>();
        var labels = new List<int>();
        var indices = new List<int>();
        foreach (var batch in source.Epoch(0, cancellationToken))
        {
            using (batch)
            {
                var answers = RunBatch(model, batch, views);
                Check(model, answers, answers.Length / batch.Count, labels.Count);
                all.AddRange(answers);
                labels.AddRange(batch.Labels);
                indices.AddRange(batch.Indices);
            }

            progress?.Report(labels.Count);
        }

        return new Predictions([.. all], views is null ? model.Answers : AnswerKind.Probabilities, [.. labels], [.. indices]);
    }

    /// <summary>The probabilities for a sample: what the model answers, or what softmax makes of its logits.</summary>
    /// <param name="sample">0 to <see cref="Count"/> − 1.</param>
    /// <returns>K probabilities.</returns>
    public float[] Probabilities(int sample)
    {
        var result = new float[ClassCount];
        Scenes.Probabilities.Of(Answers(sample), _kind, result, ClassCount);
        return result;
    }

    /// <summary>The most probable class of a sample; the first one if several tie.</summary>
    /// <param name="sample">0 to <see cref="Count"/> − 1.</param>
    public int Predicted(int sample) => Predicted(sample, default);

    /// <summary>The class of a sample.</summary>
    /// <param name="sample">0 to <see cref="Count"/> − 1.</param>
    /// <param name="decision">How it is chosen.</param>
    public int Predicted(int sample, ClassDecision decision)
    {
        Span<int> chosen = [0];
        decision.Of(Answers(sample), _kind, ClassCount, chosen);
        return chosen[0];
    }

    private ReadOnlySpan<float> Answers(int sample) => _answers.AsSpan(sample * _outputs, _outputs);

    // The largest of numbers that are none would be the first class.
    private static void Check(ModelSession model, float[] answers, int outputs, int before)
    {
        if (NotANumber.Find(answers) is >= 0 and var place)
        {
            throw NotANumber.Error(model.Source, Invariant($"sample {before + (place / outputs) + 1}"));
        }
    }

    private static float[] RunBatch(ModelSession model, Batch batch, AugmentedRun? views)
    {
        if (model.Input.Dimensions is [_, > 0 and var channels, _, _] && channels != batch.Channels)
        {
            throw new InvalidDataException(
                $"'{model.Source}' takes {channels} channels, and the images have {batch.Channels} bands: it is a model for another task or other images.");
        }

        var chunk = model.Input.Dimensions is [> 0 and var fixedBatch, ..] ? (int)fixedBatch : batch.Count;
        var sample = batch.SampleLength;
        float[]? result = null;
        for (var start = 0; start < batch.Count; start += chunk)
        {
            var count = Math.Min(chunk, batch.Count - start);
            var pixels = batch.Pixels.Slice(start * sample, count * sample);
            if (count < chunk)
            {
                Memory<float> padded = new float[chunk * sample];
                pixels.CopyTo(padded);
                pixels = padded;
            }

            using var outputs = views is null ? RunModel([pixels]) : views.Run([pixels], batch.Height, batch.Width, RunModel);
            var length = OutputsOf(model, outputs[0], chunk);
            result ??= new float[batch.Count * length];
            outputs[0].GetTensorDataAsSpan<float>()[..(count * length)].CopyTo(result.AsSpan(start * length));
        }

        return result ?? [];

        OrtOutputs RunModel(IReadOnlyList<Memory<float>> pixels) => model.Run(pixels, [chunk, batch.Channels, batch.Height, batch.Width]);
    }

    private static int OutputsOf(ModelSession model, OrtValue output, int batch)
    {
        var shape = output.Shape;
        return shape.Count >= 2 && shape[0] == batch && shape.Skip(2).All(e => e == 1)
            ? (int)shape[1]
            : throw new InvalidDataException(
                $"'{model.Source}' is not a classifier: "
                + $"its output '{model.Output.Name}' has the shape [{string.Join(", ", shape)}] where [{batch}, classes] is expected.");
    }
}
