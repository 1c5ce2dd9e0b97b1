using Skylite.Workbench.Jobs;

namespace Skylite.Tests.Native.Workbench;

/// <summary>Presses Ctrl-C when a job says a certain thing, and notes what it says.</summary>
/// <param name="beginning">How the line begins; <see langword="null"/> never stops.</param>
internal sealed class StopAt(string? beginning = null) : IProgress<JobMessage>, IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public List<string> Lines { get; } = [];

    public CancellationToken Token => _source.Token;

    public void Report(JobMessage value)
    {
        Lines.Add(value.Text);
        if (beginning is not null && value.Text.StartsWith(beginning, StringComparison.Ordinal))
        {
            _source.Cancel();
        }
    }

    public void Dispose() => _source.Dispose();
}
