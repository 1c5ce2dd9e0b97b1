using Skylite.Imagery.Tiling;

namespace Skylite.Inference.Scenes;

/// <summary>Rows of probabilities of one tile, computed from the model's answer as the blender asks for them.</summary>
/// <param name="answer">The answer to one tile: outputs × height × width numbers.</param>
/// <param name="outputs">Numbers for each pixel.</param>
/// <param name="classes">Probabilities for each pixel: as many, or two of one number.</param>
/// <param name="width">Columns of the tile.</param>
/// <param name="areProbabilities">Whether the answer is one of probabilities already.</param>
internal readonly ref struct TileRows(ReadOnlySpan<float> answer, int outputs, int classes, int width, bool areProbabilities) : ITileRows
{
    private readonly ReadOnlySpan<float> _answer = answer;

    /// <inheritdoc/>
    public void Row(int y, Span<float> values)
    {
        int places = _answer.Length / outputs;
        var row = _answer[(y * width)..];
        if (outputs < classes)
        {
            Probabilities.Sigmoid(row[..width], areProbabilities, values);
            return;
        }

        if (!areProbabilities)
        {
            Probabilities.Softmax(row, places, values, classes);
            return;
        }

        for (int c = 0; c < classes; c++)
        {
            row.Slice(c * places, width).CopyTo(values.Slice(c * width, width));
        }
    }
}
