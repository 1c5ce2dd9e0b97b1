using Skylite.Graphs;

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
    /// <exception cref="ArgumentException">There is none; the message names the nearest, or else all.</exception>
    public static IReadOnlyList<ICalibration> Named(string id) => id == Best ? All : [Get(id)];

    /// <summary>Finds an entry by its id.</summary>
    /// <param name="id">Such as <c>percentile</c>.</param>
    /// <exception cref="ArgumentException">There is none; the message names the nearest, or else all.</exception>
    public static ICalibration Get(string id) =>
        All.FirstOrDefault(c => c.Id == id) ?? throw new ArgumentException(NearestNames.Describe("calibration", id, [.. All.Select(c => c.Id), Best]));
}
