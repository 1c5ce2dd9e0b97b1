namespace Skylite.Workbench.Jobs;

/// <summary>How probable the second of two classes (change, foreground) must be at least to be taken.</summary>
internal static class DecisionThreshold
{
    /// <summary>Checks a threshold.</summary>
    /// <param name="threshold">What the user said; null takes the most probable class.</param>
    /// <param name="model">The model's file, for errors.</param>
    /// <param name="classes">Its classes.</param>
    /// <exception cref="ArgumentException">It is no share between 0 and 1, or there are not two classes.</exception>
    public static void Require(double? threshold, string model, IReadOnlyList<string> classes)
    {
        if (threshold is not null and not (> 0 and < 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"--threshold is a probability above 0 and below 1, not {threshold}."));
        }

        if (threshold is not null && classes.Count != 2)
        {
            throw new ArgumentException($"--threshold decides between two classes, and '{model}' tells {classes.Count} apart ({string.Join(", ", classes)}). Leave it out.");
        }
    }
}
