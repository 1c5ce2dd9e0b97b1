using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Schedules;

namespace Skylite.Tests.Pruning;

public sealed class PruningScheduleTests
{
    [Theory]
    [InlineData("one-shot", 0.75, 0.75, 0.75)]
    [InlineData("linear", 0.25, 0.5, 0.75)]
    [InlineData("cubic", 0.527777, 0.722222, 0.75)]
    [InlineData("geometric", 0.370039, 0.603149, 0.75)]
    public void Three_steps_to_three_quarters(string id, double first, double second, double third)
    {
        var schedule = PruningSchedules.Find(id);

        Assert.Equal([first, second, third], Enumerable.Range(1, 3).Select(s => schedule.RatioAfter(s, 3, 0.75)), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Every_schedule_never_falls_and_ends_at_the_final_ratio()
    {
        Assert.All(PruningSchedules.All, schedule =>
        {
            var ratios = Enumerable.Range(1, 7).Select(s => schedule.RatioAfter(s, 7, 0.6)).ToArray();
            Assert.Equal(ratios.Order(), ratios);
            Assert.Equal(0.6, ratios[^1], 1e-12);
        });
    }

    [Fact]
    public void Every_schedule_is_listed()
    {
        var types = typeof(IPruningSchedule).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IPruningSchedule)));

        Assert.Equal(types.Select(t => t.Name).Order(), PruningSchedules.All.Select(s => s.GetType().Name).Order());
    }
}
