namespace Skylite.Training;

/// <summary>The nodes that some values of a graph need, in order, prepared once by <see cref="Interpreter.Plan"/>.</summary>
public sealed class ExecutionPlan
{
    internal ExecutionPlan(Interpreter owner, IReadOnlyList<string> fetches, ExecutionStep[] steps, int[] fetched)
    {
        (Owner, Fetches, Steps, Fetched) = (owner, fetches, steps, fetched);
    }

    /// <summary>Names of the values that a run returns, in order.</summary>
    public IReadOnlyList<string> Fetches { get; }

    internal Interpreter Owner { get; }

    internal ExecutionStep[] Steps { get; }

    internal int[] Fetched { get; }
}
