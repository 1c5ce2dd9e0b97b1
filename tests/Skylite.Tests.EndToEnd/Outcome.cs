namespace Skylite.Tests.EndToEnd;

/// <summary>What a run of the program left.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Outcome(int Code, string Output, string Error)
{
    /// <summary>The job was done.</summary>
    public Outcome Succeeded()
    {
        Assert.True(Code == 0, $"exit code {Code}\n{Error}\n{Output}");
        return this;
    }

    /// <summary>The job was refused with one paragraph that holds some words, and without a stack trace.</summary>
    public Outcome Refused(int code, params string[] words)
    {
        Assert.True(Code == code, $"exit code {Code} instead of {code}\n{Error}\n{Output}");
        var lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("error: ", lines[^1], StringComparison.Ordinal);
        Assert.Single(lines, line => line.StartsWith("error:", StringComparison.Ordinal));
        Assert.All(words, word => Assert.Contains(word, lines[^1], StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", Error + Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error + Output, StringComparison.Ordinal);
        return this;
    }
}
