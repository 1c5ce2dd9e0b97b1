using Skylite.Imagery.Tiling;

namespace Skylite.Inference.Scenes;

/// <summary>Rows of probabilities of one tile, computed from the model's answer as the blender asks for them.</summary>
/// <param name="answer">The answer to one tile: outputs × height × width numbers, or folded.</param>
/// <param name="outputs">Numbers for each pixel.</param>
/// <param name="classes">Probabilities for each pixel: as many, or two of one number.</param>
/// <param name="width">Columns of the tile.</param>
/// <param name="kind">What the numbers are.</param>
/// <param name="fold">How the answer lies folded, if it does.</param>
/// <param name="scratch">Classes × width numbers of memory; none where nothing is folded.</param>
internal readonly ref struct TileRows(
    ReadOnlySpan<float> answer, int outputs, int classes, int width, AnswerKind kind, AnswerFold? fold, Span<float> scratch) : ITileRows
{
    private readonly ReadOnlySpan<float> _answer = answer;
    private readonly Span<float> _scratch = scratch;

    /// <inheritdoc/>
    public void Row(int y, Span<float> values)
    {
        if (fold is null)
        {
            Probabilities.Of(_answer[(y * width)..], _answer.Length / outputs, outputs, kind, values[..(classes * width)], classes);
            return;
        }

        // One column of the blocks after the other: whatever goes over classes knows nothing of places.
        var (side, narrow, places) = (fold.Side, width / fold.Side, _answer.Length / (outputs * fold.Places));
        var length = classes * narrow;
        for (var column = 0; column < side; column++)
        {
            var first = fold.Channel(0, outputs, y % side, column);
            var stride = outputs == 1 ? 0 : (fold.Channel(1, outputs, y % side, column) - first) * places;
            Probabilities.Of(_answer[((first * places) + (y / side * narrow))..], stride, outputs, kind, _scratch.Slice(column * length, length), classes);
        }

        AnswerFold.Interleave(_scratch[..(side * length)], side, values);
    }
}
