using System.Globalization;
using System.Text;

namespace Skylite.Conformance;

/// <summary>Counts of test results by category.</summary>
public static class ConformanceTable
{
    /// <summary>Share of the tests in scope that passed, 0 to 100; 100 when there is none.</summary>
    public static double PercentPassed(IEnumerable<TestResult> results)
    {
        var inScope = results.Where(r => r.Category is null).ToArray();
        return inScope.Length == 0 ? 100 : 100.0 * inScope.Count(r => r.Outcome == TestOutcome.Passed) / inScope.Length;
    }

    /// <summary>A Markdown table, and the share of the tests in scope that passed.</summary>
    public static string Format(IReadOnlyCollection<TestResult> results)
    {
        var text = new StringBuilder();
        text.AppendLine("| category | tests | passed | refused | failed |").AppendLine("|---|---:|---:|---:|---:|");
        foreach (var category in TestCategory.All)
        {
            Append(text, category, [.. results.Where(r => (r.Category ?? TestCategory.InScope) == category)]);
        }

        Append(text, "all", results);
        return text.AppendLine().Append(CultureInfo.InvariantCulture, $"{PercentPassed(results):0.0} % of the tests in scope passed.").ToString();
    }

    private static void Append(StringBuilder text, string category, IReadOnlyCollection<TestResult> results)
    {
        int Count(TestOutcome outcome) => results.Count(r => r.Outcome == outcome);
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"| {category} | {results.Count} | {Count(TestOutcome.Passed)} | {Count(TestOutcome.Refused)} | {Count(TestOutcome.Failed)} |");
    }
}
