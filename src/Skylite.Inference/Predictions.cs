using Skylite.Imagery.Loading;
using Skylite.Inference.Augmentation;
using Skylite.Inference.Scenes;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference;

/// <summary>What a classifier says of every sample of a source: logits, and the labels to hold against them.</summary>
public sealed class Predictions
{
    private const float SmallestProbability = 1e-37f;

    private readonly float[] _logits;
    private readonly AnswerKind _answers;

    private Predictions(float[] logits, AnswerKind answers, int[] labels, int[] indices, int classCount)
    {
        _logits = logits;
        _answers = answers;
        Labels = labels;
        Indices = indices;
        ClassCount = classCount;
    }

    /// <summary>Number of samples.</summary>
    public int Count => Labels.Count;

    /// <summary>Number of classes K.</summary>
    public int ClassCount { get; }

    /// <summary>The true class of each sample.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>The place of each sample in the list that the source was made from.</summary>
    public IReadOnlyList<int> Indices { get; }

    /// <summary>Share of samples whose most probable class is the true one, 0 to 1; NaN without samples.</summary>
    public double OverallAccuracy => Count == 0 ? double.NaN : Enumerable.Range(0, Count).Count(i => Predicted(i) == Labels[i]) / (double)Count;

    /// <summary>Runs a classifier over one epoch of a source.</summary>
    /// <param name="model">Images N × C × H × W in, answers N × K (or N × K × 1 × 1) out; one number stands for two classes. A fixed batch size is served by splitting and padding.</param>
    /// <param name="source">Normalised batches.</param>
    /// <param name="progress">Told the number of samples done.</param>
    /// <param name="views">Views of every image whose probabilities are averaged; their logarithms are then the logits. <see langword="null"/> for the image alone.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="OrtException">The batches do not fit the model.</exception>
    /// <exception cref="InvalidDataException">The model takes other bands, or answers with what is not a number.</exception>
    public static Predictions Run(
        ModelSession model, IBatchSource source, IProgress<int>? progress = null, AugmentedRun? views = null, CancellationToken cancellationToken = default)
    {
        var logits = new List<float>();
        var labels = new List<int>();
        var indices = new List<int>();
        foreach (var batch in source.Epoch(0, cancellationToken))
        {
            using (batch)
            {
                var answers = RunBatch(model, batch, views);
                Check(model, answers, answers.Length / batch.Count, labels.Count);
                logits.AddRange(answers);
                labels.AddRange(batch.Labels);
                indices.AddRange(batch.Indices);
            }

            progress?.Report(labels.Count);
        }

        var classCount = labels.Count == 0 ? 0 : logits.Count / labels.Count;
        // Softmax of the logarithms of averaged probabilities gives these back.
        return new Predictions([.. logits], views is null ? model.Answers : AnswerKind.Logits, [.. labels], [.. indices], classCount);
    }

    /// <summary>The raw outputs for a sample.</summary>
    /// <param name="sample">0 to <see cref="Count"/> − 1.</param>
    /// <returns>K logits.</returns>
    public ReadOnlySpan<float> Logits(int sample) => _logits.AsSpan(sample * ClassCount, ClassCount);

    /// <summary>The probabilities for a sample: what the model answers, or softmax of its logits.</summary>
    /// <param name="sample">0 to <see cref="Count"/> − 1.</param>
    /// <returns>K probabilities.</returns>
    public float[] Probabilities(int sample)
    {
        var result = Logits(sample).ToArray();
        if (_answers == AnswerKind.Logits)
        {
            Scenes.Probabilities.Softmax(result, result.Length);
        }

        return result;
    }

    /// <summary>The most probable class of a sample; the first one if several tie.</summary>
    /// <param name="sample">0 to <see cref="Count"/> − 1.</param>
    public int Predicted(int sample)
    {
        var logits = Logits(sample);
        var best = 0;
        for (var i = 1; i < logits.Length; i++)
        {
            best = logits[i] > logits[best] ? i : best;
        }

        return best;
    }

    // The largest of numbers that are none would be the first class.
    private static void Check(ModelSession model, float[] answers, int classes, int before)
    {
        if (NotANumber.Find(answers) is >= 0 and var place)
        {
            throw NotANumber.Error(model.Source, FormattableString.Invariant($"sample {before + (place / classes) + 1}"));
        }
    }

    private static float[] RunBatch(ModelSession model, Batch batch, AugmentedRun? views)
    {
        if (model.Input.Dimensions is [_, > 0 and var channels, _, _] && channels != batch.Channels)
        {
            throw new InvalidDataException($"'{model.Source}' takes {channels} channels, and the images have {batch.Channels} bands: it is a model for another task or other images.");
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
            var answers = outputs[0].GetTensorDataAsSpan<float>();
            var logits = ClassesOf(model, outputs[0], chunk) == 1 ? Both(answers, views is null ? model.Answers : AnswerKind.Probabilities) : answers.ToArray();
            for (var i = 0; i < logits.Length && views is not null; i++)
            {
                logits[i] = MathF.Log(Math.Max(logits[i], SmallestProbability));
            }

            var classes = logits.Length / chunk;
            result ??= new float[batch.Count * classes];
            logits.AsSpan(0, count * classes).CopyTo(result.AsSpan(start * classes));
        }

        return result ?? [];

        OrtOutputs RunModel(IReadOnlyList<Memory<float>> pixels) => model.Run(pixels, [chunk, batch.Channels, batch.Height, batch.Width]);
    }

    // Of a logit of yes, softmax with 0 is the logistic function.
    private static float[] Both(ReadOnlySpan<float> yes, AnswerKind kind)
    {
        var both = new float[2 * yes.Length];
        for (var i = 0; i < yes.Length; i++)
        {
            (both[2 * i], both[(2 * i) + 1]) = (kind == AnswerKind.Probabilities ? 1 - yes[i] : 0, yes[i]);
        }

        return both;
    }

    private static int ClassesOf(ModelSession model, OrtValue output, int batch)
    {
        var shape = output.Shape;
        return shape.Count >= 2 && shape[0] == batch && shape.Skip(2).All(e => e == 1)
            ? (int)shape[1]
            : throw new InvalidDataException($"'{model.Source}' is not a classifier: its output '{model.Output.Name}' has the shape [{string.Join(", ", shape)}] where [{batch}, classes] is expected.");
    }
}
