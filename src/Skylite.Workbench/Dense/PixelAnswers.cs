using Skylite.Imagery.Loading;
using Skylite.Inference;
using Skylite.Inference.Augmentation;
using Skylite.Inference.Scenes;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Workbench.Dense;

/// <summary>What a model answers to some tiles of a batch: a plane for each class, or one for the second of two.</summary>
internal sealed class PixelAnswers : IDisposable
{
    private readonly OrtOutputs _outputs;
    private readonly int _classes;
    private readonly int _plane;
    private readonly int _planes;
    private readonly AnswerKind _kind;

    private PixelAnswers(ModelSession model, OrtOutputs outputs, (int First, int Count, int Run) tiles, int classes, Batch batch, AnswerKind kind)
    {
        (_outputs, _classes, _plane, _kind) = (outputs, classes, batch.LabelsPerSample, kind);
        (First, Count) = (tiles.First, tiles.Count);
        var shape = outputs[0].Shape;
        _planes = shape is [var run, var planes, var height, var width]
            && (run, height, width) == (tiles.Run, batch.Height, batch.Width) && (planes == classes || (planes == 1 && classes == 2))
            ? (int)planes
            : throw new InvalidDataException(
                $"'{model.Source}' gives [{string.Join(", ", shape)}] where [{tiles.Run}, {classes}, "
                + $"{batch.Height}, {batch.Width}] is expected: its classes are not those of the data.");
        // The largest of numbers that are none would be the first class.
        if (NotANumber.Find(Numbers) is >= 0 and var place)
        {
            var (pixel, number) = (place % _plane, place / _plane);
            throw NotANumber.Error(
                model.Source, Invariant($"class {number % _planes} of pixel ({pixel % batch.Width}, {pixel / batch.Width}) of a tile"));
        }
    }

    /// <summary>Place of the first tile in the batch.</summary>
    public int First { get; }

    /// <summary>Number of tiles.</summary>
    public int Count { get; }

    // Tiles × planes × pixels.
    private ReadOnlySpan<float> Numbers => _outputs[0].GetTensorDataAsSpan<float>()[..(Count * _planes * _plane)];

    /// <summary>Runs a model over a batch; a fixed batch size is served by splitting and padding.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">Normalised tiles.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="views">Views of every tile whose probabilities are averaged; <see langword="null"/> for the tile alone.</param>
    /// <returns>One after the other, each to be disposed.</returns>
    /// <exception cref="InvalidDataException">The model's inputs or classes are not those of the data, or it answers with what is not a number.</exception>
    public static IEnumerable<PixelAnswers> Of(ModelSession model, Batch batch, int classes, AugmentedRun? views)
    {
        var inputs = new DateInputs(model, batch);
        for (var first = 0; first < batch.Count; first += inputs.Tiles)
        {
            var count = Math.Min(inputs.Tiles, batch.Count - first);
            var pixels = inputs.Pixels(first, count);
            var outputs = views is null ? inputs.Run(model, pixels) : views.Run(pixels, batch.Height, batch.Width, view => inputs.Run(model, view));
            yield return Held(
                outputs,
                o => new PixelAnswers(model, o, (first, count, inputs.Tiles), classes, batch, views is null ? model.Answers : AnswerKind.Probabilities));
        }
    }

    /// <summary>The probabilities of one tile.</summary>
    /// <param name="tile">Its place among these, from 0.</param>
    /// <param name="probabilities">Classes × pixels.</param>
    public void Probabilities(int tile, Span<float> probabilities) => Inference.Scenes.Probabilities.Of(Of(tile), _kind, probabilities, _classes);

    /// <summary>The class of each pixel of one tile.</summary>
    /// <param name="tile">Its place among these, from 0.</param>
    /// <param name="decision">How a class is chosen.</param>
    /// <param name="chosen">The classes.</param>
    public void Classes(int tile, ClassDecision decision, Span<int> chosen) => decision.Of(Of(tile), _kind, _classes, chosen);

    /// <inheritdoc/>
    public void Dispose() => _outputs.Dispose();

    private ReadOnlySpan<float> Of(int tile) => Numbers.Slice(tile * _planes * _plane, _planes * _plane);

    private static PixelAnswers Held(OrtOutputs outputs, Func<OrtOutputs, PixelAnswers> make)
    {
        try
        {
            return make(outputs);
        }
        catch
        {
            outputs.Dispose();
            throw;
        }
    }
}
