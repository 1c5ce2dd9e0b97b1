namespace Skylite.Workbench.Runs;

/// <summary>A run was stopped by its user; the message says what is kept and how to go on.</summary>
public sealed class InterruptedRunException : OperationCanceledException
{
    /// <summary>Makes the exception of one run.</summary>
    /// <param name="what">What is kept and how to go on, as a sentence.</param>
    public InterruptedRunException(string what)
        : base(what)
    {
    }
}
