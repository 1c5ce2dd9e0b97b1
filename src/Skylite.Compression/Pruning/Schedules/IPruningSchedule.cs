namespace Skylite.Compression.Pruning.Schedules;

/// <summary>Spreads a pruning ratio over steps with fine-tuning between them.</summary>
public interface IPruningSchedule
{
    /// <summary>The name in commands, files and documents.</summary>
    string Id { get; }

    /// <summary>What it does, in a few words.</summary>
    string Summary { get; }

    /// <summary>Share of the original channels that is gone after a step.</summary>
    /// <param name="step">The step, 1 … <paramref name="steps"/>.</param>
    /// <param name="steps">Number of steps, at least 1.</param>
    /// <param name="final">Share that is gone at the end, 0 … 1.</param>
    /// <returns>A share that never falls from step to step and is <paramref name="final"/> at the last.</returns>
    double RatioAfter(int step, int steps, double final);
}
