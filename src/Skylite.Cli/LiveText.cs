namespace Skylite.Cli;

/// <summary>Shows what a job says about its progress on the live line, at once and on the job's own thread.</summary>
/// <param name="terminal">Where the line is.</param>
internal sealed class LiveText(Terminal terminal) : IProgress<string>
{
    /// <inheritdoc/>
    public void Report(string value) => terminal.Live(value);
}
