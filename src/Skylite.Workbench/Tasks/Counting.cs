namespace Skylite.Workbench.Tasks;

/// <summary>Says how many of a number of things are done.</summary>
/// <param name="progress">Who is told.</param>
/// <param name="activity">What is done with them.</param>
/// <param name="count">How many there are.</param>
internal sealed class Counting(IProgress<string>? progress, string activity, int count) : IProgress<int>
{
    // Many images: a line for each would take longer than the image.
    private readonly int _step = Math.Clamp(count / 20, 1, 50);

    /// <inheritdoc/>
    public void Report(int value)
    {
        if (value % _step == 0 || value == count)
        {
            progress?.Report(Invariant($"{activity}: {value} of {count}"));
        }
    }
}
