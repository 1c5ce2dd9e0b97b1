namespace Skylite.Imagery.Loading;

/// <summary>An amount of memory that several stores share.</summary>
/// <param name="limit">Bytes that may be held at most.</param>
public sealed class MemoryBudget(long limit)
{
    private long _used;

    /// <summary>Bytes that may be held at most.</summary>
    public long Limit { get; } = limit;

    /// <summary>Bytes that are held.</summary>
    public long Used => Interlocked.Read(ref _used);

    /// <summary>A quarter of the memory that this process may use.</summary>
    /// <returns>The budget.</returns>
    public static MemoryBudget QuarterOfMemory() => new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);

    /// <summary>Takes bytes if they are left.</summary>
    /// <param name="bytes">How many.</param>
    /// <returns>Whether they were left.</returns>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= Limit)
        {
            return true;
        }

        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    /// <summary>Gives bytes back.</summary>
    /// <param name="bytes">How many.</param>
    public void GiveBack(long bytes) => Interlocked.Add(ref _used, -bytes);
}
