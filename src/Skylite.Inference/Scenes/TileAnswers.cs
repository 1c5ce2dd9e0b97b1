using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference.Scenes;

/// <summary>Takes the model's answers apart: probabilities of every class, tile by tile.</summary>
internal sealed class TileAnswers(SceneModel model)
{
    private bool? _areProbabilities;
    private float[] _both = [];

    /// <summary>The probabilities of a tile, classes × places, computed in the answer's own memory where possible.</summary>
    /// <param name="answer">The model's answer to a batch.</param>
    /// <param name="slot">The tile's place in it.</param>
    /// <param name="places">Pixels of a tile; 1 for one answer for each tile.</param>
    public ReadOnlySpan<float> Of(OrtValue answer, int slot, int places)
    {
        var outputs = Check(answer.Shape, places);
        var all = answer.GetTensorMutableDataAsSpan<float>();
        var tile = all.Slice(slot * outputs * places, outputs * places);
        // Decided once, on a whole tile: a model does not change its mind.
        _areProbabilities ??= Probabilities.Are(tile, outputs);
        if (outputs == model.ClassCount)
        {
            if (!_areProbabilities.Value)
            {
                Probabilities.Softmax(tile, outputs);
            }

            return tile;
        }

        _both = _both.Length == 2 * places ? _both : new float[2 * places];
        Probabilities.Sigmoid(tile, _areProbabilities.Value, _both);
        return _both;
    }

    private int Check(IReadOnlyList<long> shape, int places)
    {
        var isDense = places > 1;
        var outputs = shape.Count >= 2 ? (int)shape[1] : 1;
        var fits = isDense
            ? shape.Count == 4 && shape[2] == model.Height && shape[3] == model.Width
            : shape.Count >= 2 && shape.Skip(2).All(e => e == 1);
        if (!fits)
        {
            throw new InvalidDataException(
                $"'{model.Session.Source}' answers with [{string.Join(", ", shape)}] where [batch, classes{(isDense ? FormattableString.Invariant($", {model.Height}, {model.Width}") : string.Empty)}] is expected. {(isDense ? "Does the model give one class for each image? State --task scene-classification." : "Does it give one class for each pixel? State --task semantic-segmentation.")}");
        }

        return outputs == model.ClassCount || (outputs == 1 && model.ClassCount == 2)
            ? outputs
            : throw new InvalidDataException($"'{model.Session.Source}' has {outputs} outputs and names {model.ClassCount} classes ({string.Join(", ", model.Session.Classes)}).");
    }
}
