namespace Skylite;

/// <summary>Whether a disk is full, by what failed or by what is left. Compiled into the rooms that may not see each other.</summary>
internal static class DiskSpace
{
    /// <summary>ENOSPC: the <see cref="Exception.HResult"/> of what failed because a disk is full.</summary>
    public const int Lack = 28;

    private const int LackOnWindows = unchecked((int)0x80070070);

    // What fails by a few bytes leaves these few free.
    private const long AsGoodAsNone = 1 << 20;

    /// <summary>Whether an error says that a disk is full.</summary>
    public static bool IsLackedBy(Exception e) => e.HResult is Lack or LackOnWindows;

    /// <summary>Whether the disk of a file has next to nothing left; libraries do not always say why they could not write.</summary>
    public static bool IsUsedUp(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!).AvailableFreeSpace < AsGoodAsNone;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
