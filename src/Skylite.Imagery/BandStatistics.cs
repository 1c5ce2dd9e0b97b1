namespace Skylite.Imagery;

/// <summary>Mean and standard deviation of each band of some imagery, in scaled units.</summary>
/// <param name="Units">What a scaled value measures.</param>
/// <param name="Scale">Factor from the raw value to these units.</param>
/// <param name="Mean">Mean of each band after scaling.</param>
/// <param name="StandardDeviation">Standard deviation of each band after scaling.</param>
public sealed record BandStatistics(string Units, float Scale, IReadOnlyList<float> Mean, IReadOnlyList<float> StandardDeviation)
{
    /// <summary>Statistics that are published in raw values, brought to scaled units.</summary>
    /// <param name="units">What a scaled value measures.</param>
    /// <param name="scale">Factor from the raw value to these units.</param>
    /// <param name="mean">Mean of each band in raw values.</param>
    /// <param name="standardDeviation">Standard deviation of each band in raw values.</param>
    /// <returns>The statistics.</returns>
    public static BandStatistics FromRaw(string units, double scale, IReadOnlyList<double> mean, IReadOnlyList<double> standardDeviation) =>
        new(units, (float)scale, [.. mean.Select(m => (float)(m * scale))], [.. standardDeviation.Select(s => (float)(s * scale))]);

    /// <summary>The preprocessing that these statistics make.</summary>
    /// <param name="bands">Names of the bands, in the order of the statistics.</param>
    /// <param name="height">Rows of the network's input.</param>
    /// <param name="width">Columns of the network's input.</param>
    /// <param name="noData">Raw value that marks missing pixels, or null.</param>
    /// <returns>A valid preprocessing.</returns>
    /// <exception cref="InvalidDataException">The number of bands differs, or a value is out of range.</exception>
    public Preprocessing ToPreprocessing(IReadOnlyList<string> bands, int height, int width, double? noData = null)
    {
        var preprocessing = new Preprocessing
        {
            Bands = bands,
            Units = Units,
            Scale = Scale,
            Mean = Mean,
            StandardDeviation = StandardDeviation,
            Height = height,
            Width = width,
            NoData = noData,
        };
        preprocessing.Validate();
        return preprocessing;
    }
}
