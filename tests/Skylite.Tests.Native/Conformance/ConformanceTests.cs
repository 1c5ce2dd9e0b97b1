using Skylite.Conformance;

namespace Skylite.Tests.Native.Conformance;

public sealed class ConformanceTests
{
    private static readonly Lazy<IReadOnlyList<TestResult>> Results = new(() => ConformanceRun.Run(ConformanceTest.DefaultFolder));

    public static TheoryData<string> Suites => new(ConformanceTest.Suites);

    [ConformanceTheory]
    [MemberData(nameof(Suites))]
    public void No_test_of_the_standard_fails(string suite) =>
        Assert.Empty(Results.Value.Where(r => r.Test.Suite == suite && r.Outcome == TestOutcome.Failed).Select(r => r.ToString()));

    [ConformanceTheory]
    [InlineData(97)]
    public void Nearly_all_tests_in_scope_pass(double percent)
    {
        Assert.True(Results.Value.Count > 1000, $"Only {Results.Value.Count} tests were found.");
        Assert.True(ConformanceTable.PercentPassed(Results.Value) >= percent, ConformanceTable.Format([.. Results.Value]));
    }
}
