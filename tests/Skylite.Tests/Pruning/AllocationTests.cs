using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Allocation;
using Skylite.Graphs;
using Skylite.Graphs.Channels;

namespace Skylite.Tests.Pruning;

public sealed class AllocationTests
{
    [Theory]
    [InlineData(72, 144, 1, 80)]
    [InlineData(32, 64, 1, 32)]
    [InlineData(12, 24, 1, 16)]
    [InlineData(8, 16, 1, 8)]
    [InlineData(6, 12, 1, 8)]
    [InlineData(3, 8, 1, 4)]
    [InlineData(1, 3, 1, 1)]
    [InlineData(3, 256, 1, 16)]
    [InlineData(250, 256, 1, 256)]
    [InlineData(64, 64, 1, 64)]
    [InlineData(13, 32, 4, 12)]
    [InlineData(31.9, 40, 1, 32)]
    public void Counts_fill_blocks_and_narrow_families_fill_parts_of_blocks(double keep, int count, int width, int expected) =>
        Assert.Equal(expected, ChannelAlignment.Round(keep, count, width, 16));

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    public void Without_alignment_counts_stay_as_wished(int keep) => Assert.Equal(keep, ChannelAlignment.Round(keep, 64, 1, 1));

    [Fact]
    public void Uniform_keeps_the_same_share_of_every_family()
    {
        var families = new[] { Family("a", Rising(64)), Family("b", Rising(128)) };

        Assert.Equal([32, 64], new UniformAllocation().Keep(families, new AllocationOptions { Ratio = 0.5 }));
        Assert.Equal(
            [32, 112],
            new UniformAllocation().Keep(families, new AllocationOptions { Ratio = 0.5, FamilyRatios = new Dictionary<string, double> { ["b"] = 0.125 } }));
    }

    [Fact]
    public void Ratios_refer_to_the_original_counts()
    {
        var halved = Family("a", Rising(64)) with { Original = 128 };

        Assert.Equal([32], new UniformAllocation().Keep([halved], new AllocationOptions { Ratio = 0.75 }));
        Assert.Equal([32], new GlobalAllocation().Keep([halved], new AllocationOptions { Ratio = 0.75 }));
    }

    [Fact]
    public void Global_takes_channels_where_scores_are_lowest_but_leaves_a_minimum()
    {
        var weak = Family("weak", [.. Rising(100).Select(s => s / 1000)], comparable: true);
        var strong = Family("strong", Rising(100), comparable: true);
        var options = new AllocationOptions { Ratio = 0.45, Align = 1, MinimumShare = 0.2 };

        Assert.Equal([20, 90], new GlobalAllocation().Keep([weak, strong], options));
    }

    [Fact]
    public void Global_divides_scores_that_cannot_be_compared_by_their_mean()
    {
        var small = Family("small", [.. Rising(100).Select(s => s / 1000)]);
        var large = Family("large", Rising(100));

        Assert.Equal([50, 50], new GlobalAllocation().Keep([small, large], new AllocationOptions { Ratio = 0.5, Align = 1 }));
    }

    [Fact]
    public void Every_allocation_keeps_at_least_one_group_and_removes_nothing_at_ratio_0()
    {
        Assert.All(PruningAllocations.All, allocation =>
        {
            var families = new[] { Family("a", Rising(1)), Family("b", Rising(5)), Family("c", Rising(70)) };
            Assert.Equal([1, 5, 70], allocation.Keep(families, new AllocationOptions { Ratio = 0 }));
            Assert.All(allocation.Keep(families, new AllocationOptions { Ratio = 1, MinimumShare = 0 }), keep => Assert.True(keep >= 1));
        });
    }

    [Fact]
    public void Every_allocation_is_listed()
    {
        var types = typeof(IAllocation).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IAllocation)));

        Assert.Equal(types.Select(t => t.Name).Order(), PruningAllocations.All.Select(a => a.GetType().Name).Order());
    }

    private static double[] Rising(int count) => [.. Enumerable.Range(1, count).Select(i => (double)i)];

    private static ScoredFamily Family(string name, double[] scores, bool comparable = false)
    {
        var graph = new Graph(name);
        var weight = graph.AddInitializer("weight", Tensor.Vector(new float[scores.Length]));
        int[] all = [.. Enumerable.Range(0, scores.Length)];
        return new ScoredFamily(new ChannelFamily(name, all, [new FamilyAxis(weight, 0, AxisRole.Weight, all, all)], []), scores, comparable, scores.Length);
    }
}
