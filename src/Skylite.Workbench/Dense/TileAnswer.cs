namespace Skylite.Workbench.Dense;

/// <summary>A tile with its labels and what two models say of it.</summary>
/// <param name="Number">Place of the tile in the walk over its part.</param>
/// <param name="Dates">Normalised pixels of each date, bands × rows × columns.</param>
/// <param name="Labels">The class of each pixel, negative where there is none.</param>
/// <param name="Before">What the parent says.</param>
/// <param name="After">What the result says.</param>
internal sealed record TileAnswer(int Number, IReadOnlyList<float[]> Dates, int[] Labels, int[] Before, int[] After)
{
    /// <summary>Pixels to which the two models give different classes.</summary>
    public int Different { get; } = Before.Zip(After).Count(p => p.First != p.Second);

    /// <summary>Share of the labelled pixels that one of them gets right.</summary>
    public double Right(int[] said)
    {
        var (labelled, right) = (0, 0);
        for (var i = 0; i < Labels.Length; i++)
        {
            labelled += Labels[i] >= 0 ? 1 : 0;
            right += Labels[i] >= 0 && Labels[i] == said[i] ? 1 : 0;
        }

        return labelled == 0 ? 0 : (double)right / labelled;
    }
}
