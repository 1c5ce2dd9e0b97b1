namespace Skylite.Workbench.Jobs;

/// <summary>Passes progress on at once.</summary>
/// <param name="target">Who is told.</param>
/// <remarks>Progress of the base library posts to another thread and loses the order of the lines.</remarks>
internal sealed class Relay<T>(Action<T> target) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => target(value);
}
