namespace Skylite.Workbench.Runs;

/// <summary>A map could not be completed because a file could not be read or written; what was finished is kept.</summary>
/// <param name="map">The map.</param>
/// <param name="cause">What went wrong.</param>
public sealed class UnfinishedMapException(string map, Exception cause)
    : Exception($"'{map}' is not complete: {Reason(map, cause)} The rows that are finished lie beside it, and the same command with --resume goes on.", cause)
{
    private static string Reason(string map, Exception cause)
    {
        var reason = cause.Message.TrimEnd('.');
        return DiskSpace.IsLackedBy(cause) || DiskSpace.IsUsedUp(map) ? $"the disk is full ({reason}). Free some space." : $"{reason}.";
    }
}
