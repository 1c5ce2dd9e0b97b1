using Skylite.Compression.Pruning.Schedules;
using Skylite.Graphs;

namespace Skylite.Compression.Pruning;

/// <summary>The schedules that a ratio can be spread over steps by.</summary>
public static class PruningSchedules
{
    /// <summary>Every schedule; a new one is a class and a line here.</summary>
    public static IReadOnlyList<IPruningSchedule> All { get; } =
    [
        new OneShotSchedule(),
        new LinearSchedule(),
        new GeometricSchedule(),
        new CubicSchedule(),
    ];

    /// <summary>Finds a schedule by its id.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public static IPruningSchedule Find(string id) => NearestNames.Find("schedule", id, All, s => s.Id);
}
