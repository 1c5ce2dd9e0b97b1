namespace Skylite.Tests.EndToEnd;

/// <summary>A test that needs a disk which runs full; skipped where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FullDiskFactAttribute : FactAttribute
{
    /// <summary>Skips the test where mounting is not allowed.</summary>
    public FullDiskFactAttribute()
    {
        if (!FullDisk.IsPossible)
        {
            Skip = "mounting a small disk needs root and a container that allows it";
        }
    }
}
