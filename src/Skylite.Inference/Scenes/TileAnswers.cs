using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference.Scenes;

/// <summary>
/// Takes the model's answers apart: probabilities of every class, tile by tile and row by
/// row. Several threads may turn answers into probabilities; rows are for one.
/// </summary>
internal sealed class TileAnswers(SceneModel model)
{
    private readonly float[] _scratch = new float[model.Fold is null ? 0 : model.ClassCount * model.Width];
    private int _checks;

    /// <summary>The probabilities of one tile, row by row.</summary>
    /// <param name="answer">The model's answer to a batch.</param>
    /// <param name="slot">The tile's place in it.</param>
    /// <param name="height">Rows of a tile; 1 for one answer for each tile.</param>
    /// <param name="width">Columns of a tile; 1 for one answer for each tile.</param>
    public TileRows Of(OrtValue answer, int slot, int height, int width)
    {
        var places = height * width;
        var outputs = Check(answer.Shape, places);
        var tile = answer.GetTensorDataAsSpan<float>().Slice(slot * outputs * places, outputs * places);
        if (!model.Augmentation.IsActive && _checks == 0)
        {
            Check(model.Fold?.Spread(tile, outputs, width) ?? tile, outputs);
        }

        return new TileRows(
            tile, outputs, model.ClassCount, width, model.Augmentation.IsActive ? AnswerKind.Probabilities : model.Answers, model.Fold, _scratch);
    }

    /// <summary>Makes probabilities of an answer to a batch, in its own memory, before it is averaged with others.</summary>
    public void ToProbabilities(OrtValue answer)
    {
        var places = answer.Shape.Count == 4 && answer.Shape[3] > 1 ? model.Height * model.Width : 1;
        var outputs = Check(answer.Shape, places);
        var all = answer.GetTensorMutableDataAsSpan<float>();
        Check(all[..(outputs * places)], outputs);
        Probabilities.InPlace(all, all.Length / (outputs * places), outputs, model.Answers);
    }

    // Whether the numbers fit what is said of them, looked at on the first tile.
    private void Check(ReadOnlySpan<float> tile, int outputs)
    {
        // Runs at the same time answer at the same time, and one warning is enough.
        if (Interlocked.Exchange(ref _checks, 1) > 0)
        {
            return;
        }

        if (model.Answers == AnswerKind.Logits && Probabilities.Are(tile, outputs))
        {
            model.Say?.Invoke("warning: the answers are taken for logits, but all those of the first tile lie between 0 and "
                + $"1{(outputs > 1 ? " and add up to 1" : string.Empty)}; if they are probabilities, say --answers probabilities");
        }
        else if (model.Answers == AnswerKind.Probabilities && Probabilities.Outlier(tile) is { } outlier)
        {
            throw new InvalidDataException(
                Invariant($"'{model.Session.Source}' is said to answer with probabilities, but one of its answers is {outlier}. ")
                + Invariant($"If they are logits, say --answers logits, or correct its metadata '{AnswerKinds.MetadataKey}'."));
        }
    }

    private int Check(IReadOnlyList<long> shape, int places)
    {
        var isDense = places > 1;
        var side = model.Fold?.Side ?? 1;
        var outputs = shape.Count >= 2 ? (int)shape[1] / (side * side) : 1;
        var fits = isDense
            ? shape.Count == 4 && shape[2] * side == model.Height && shape[3] * side == model.Width
            : shape.Count >= 2 && shape.Skip(2).All(e => e == 1);
        if (!fits)
        {
            var sides = isDense ? Invariant($", {model.Height}, {model.Width}") : string.Empty;
            throw new InvalidDataException(
                $"'{model.Session.Source}' answers with [{string.Join(", ", shape)}] where [batch, classes{sides}] is expected. "
                + (isDense
                    ? "Does the model give one class for each image? State --task scene-classification."
                    : "Does it give one class for each pixel? State --task semantic-segmentation."));
        }

        return outputs == model.ClassCount || (outputs == 1 && model.ClassCount == 2)
            ? outputs
            : throw new InvalidDataException(
                $"'{model.Session.Source}' has {outputs} outputs and names {model.ClassCount} classes ({string.Join(", ", model.Session.Classes)}).");
    }
}
