namespace Skylite.Compression.Quantization;

/// <summary>All ways to choose activation ranges.</summary>
public static class Calibrations
{
    /// <summary>The list, each with its default settings.</summary>
    public static IReadOnlyList<ICalibration> All { get; } =
    [
        new MinMaxCalibration(),
        new PercentileCalibration(),
        new MeanSquareErrorCalibration(),
        new EntropyCalibration(),
    ];

    /// <summary>The name of the choice among all of them.</summary>
    public const string Best = "best";

    /// <summary>The calibrations that a name stands for: one, or all for <see cref="Best"/>.</summary>
    /// <param name="id">Such as <c>percentile</c>.</param>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public static IReadOnlyList<ICalibration> Named(string id) => id == Best ? All : [Get(id)];

    /// <summary>Finds an entry by its id.</summary>
    /// <param name="id">Such as <c>percentile</c>.</param>
    /// <exception cref="ArgumentException">There is none; the message lists the ids.</exception>
    public static ICalibration Get(string id) =>
        All.FirstOrDefault(c => c.Id == id)
        ?? throw new ArgumentException($"There is no calibration '{id}'. Choose one of {string.Join(", ", All.Select(c => c.Id))}, or {Best} to try all of them.", nameof(id));
}
