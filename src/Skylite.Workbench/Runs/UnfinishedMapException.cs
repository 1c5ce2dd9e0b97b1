namespace Skylite.Workbench.Runs;

/// <summary>A map could not be completed because a file could not be read or written; what was finished is kept.</summary>
/// <param name="map">The map.</param>
/// <param name="cause">What went wrong.</param>
public sealed class UnfinishedMapException(string map, Exception cause)
    : Exception($"'{map}' is not complete: {Reason(map, cause)} The rows that are finished lie beside it, and the same command with --resume goes on.", cause)
{
    // ENOSPC; what fails by a few bytes leaves these few free.
    private const int DiskFull = 28;
    private const long AsGoodAsFull = 1 << 20;

    private static string Reason(string map, Exception cause)
    {
        var reason = cause.Message.TrimEnd('.');
        return cause.HResult == DiskFull || Free(map) < AsGoodAsFull
            ? $"the disk is full ({reason}). Free some space."
            : $"{reason}.";
    }

    private static long Free(string map)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(map))!).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return long.MaxValue;
        }
    }
}
