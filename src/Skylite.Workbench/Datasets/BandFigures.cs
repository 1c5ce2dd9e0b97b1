using Skylite.Imagery;

namespace Skylite.Workbench.Datasets;

/// <summary>Raw values of a band.</summary>
/// <param name="Band">Its name.</param>
/// <param name="Mean">Mean.</param>
/// <param name="Deviation">Standard deviation.</param>
/// <param name="Minimum">Smallest value.</param>
/// <param name="Maximum">Largest value.</param>
public sealed record BandFigures(string Band, double Mean, double Deviation, double Minimum, double Maximum)
{
    /// <summary>The figures of a tally.</summary>
    internal static BandFigures Of(string band, BandTally tally) => new(band, tally.Mean, tally.Deviation, tally.Minimum, tally.Maximum);
}
