namespace Skylite.Conformance;

/// <summary>What became of one test.</summary>
/// <param name="Test">The test.</param>
/// <param name="Category">What keeps its model out of scope, or <see langword="null"/> for one in scope.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why it was refused or failed; empty for a passed one.</param>
public sealed record TestResult(ConformanceTest Test, string? Category, TestOutcome Outcome, string Reason)
{
    /// <summary>One line: outcome, test and reason.</summary>
    public override string ToString() =>
        $"{(Outcome + ":").ToLowerInvariant(),-8} {Test}{(Reason.Length > 0 ? " | " + Reason.ReplaceLineEndings(" ") : string.Empty)}";
}
