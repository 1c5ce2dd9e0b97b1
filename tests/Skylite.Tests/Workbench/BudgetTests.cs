using Skylite.Workbench.Budgets;

namespace Skylite.Tests.Workbench;

public class BudgetTests
{
    [Theory]
    [InlineData("macs=0.5", "macs", 0.5, true)]
    [InlineData("macs=50%", "macs", 0.5, true)]
    [InlineData("params=3M", "params", 3e6, false)]
    [InlineData("params=1200000", "params", 1.2e6, false)]
    [InlineData("macs=0.3G", "macs", 3e8, false)]
    [InlineData("mb=8", "mb", 8, false)]
    [InlineData("mb=0.4", "mb", 0.4, false)]
    [InlineData("ms=12.5", "ms", 12.5, false)]
    [InlineData("ms=60%", "ms", 0.6, true)]
    public void A_budget_is_an_amount_or_a_share(string text, string unit, double value, bool isShare)
    {
        var budget = Budget.Parse(text);

        Assert.Equal((unit, isShare), (budget.Unit.Id, budget.IsShare));
        Assert.Equal(value, budget.Value, 9);
        Assert.Equal(isShare ? value * 40 : value, budget.Limit(40), 9);
        Assert.Equal(budget, Budget.Parse(budget.ToString()));
    }

    [Theory]
    [InlineData("macs", "unit and a value")]
    [InlineData("macs=", "unit and a value")]
    [InlineData("mcas=0.5", "macs")]
    [InlineData("macs=half", "number above 0")]
    [InlineData("ms=-3", "number above 0")]
    [InlineData("mb=120%", "more than the whole model")]
    public void What_is_no_budget_is_refused_with_what_would_be_one(string text, string words) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => Budget.Parse(text)).Message, StringComparison.Ordinal);

    // What a message says can be reached has to be enough when it is asked for.
    [Theory]
    [InlineData("params", 3127, "params=3127")]
    [InlineData("macs", 41_250_001, "macs=41250001")]
    [InlineData("mb", 15_871 / 1e6, "mb=0.015871")]
    [InlineData("mb", 8, "mb=8")]
    [InlineData("ms", 0.04512, "ms=0.046")]
    [InlineData("ms", 12, "ms=12")]
    public void A_value_is_written_as_a_budget_that_it_meets(string unit, double value, string asked)
    {
        Assert.Equal(asked, BudgetUnits.Find(unit).Ask(value));
        Assert.True(Budget.Parse(asked).Limit(double.NaN) >= value);
    }

    [Theory]
    [InlineData("params", 3127, "3,127 parameters")]
    [InlineData("macs", 93_100_000, "93.100 M MACs")]
    [InlineData("mb", 0.015871, "0.015871 MB")]
    [InlineData("ms", 4.25, "4.25 ms")]
    public void A_value_is_written_so_that_small_ones_say_something(string unit, double value, string text) =>
        Assert.Equal(text, BudgetUnits.Find(unit).Describe(value));

    [Fact]
    public void Units_are_listed_once_each() => Assert.Equal(BudgetUnits.All.Count, BudgetUnits.All.Select(u => u.Id).Distinct().Count());
}
