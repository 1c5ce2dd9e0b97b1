using Skylite.Compression.Pruning.Allocation;
using Skylite.Graphs;
using Skylite.Graphs.Channels;

namespace Skylite.Tests.Pruning;

public class SensitivityAllocationTests
{
    private static readonly SensitivityCurve Steep = new([(0.25, 0.2), (0.5, 0.4), (1, 0.8)]);
    private static readonly SensitivityCurve Flat = new([(0.25, 0), (0.5, 0), (0.75, 0.1), (1, 0.8)]);

    [Fact]
    public void A_curve_is_read_between_its_points_and_up_to_where_it_first_exceeds_the_tolerance()
    {
        Assert.Equal(0.125, Steep.RatioAt(0.1), 12);
        Assert.Equal(0.5, Flat.RatioAt(0), 12);
        Assert.Equal(0.625, Flat.RatioAt(0.05), 12);
        Assert.Equal(1, Flat.RatioAt(0.8), 12);
        Assert.Equal(0.25 * 0.5, new SensitivityCurve([(0.25, 0.2), (0.5, -0.1)]).RatioAt(0.1), 12);
    }

    [Fact]
    public void The_insensitive_family_loses_more_and_the_total_is_the_ratio_asked_for()
    {
        var keep = Keep(0.5);
        Assert.Equal(100, keep.Sum(), 1.0);
        Assert.True(keep[1] < keep[0] - 30, $"{keep[0]} and {keep[1]} kept");
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(0.85)]
    public void Every_ratio_is_reached_even_where_curves_are_flat(double ratio) => Assert.Equal(200 * (1 - ratio), Keep(ratio).Sum(), 1.5);

    [Fact]
    public void A_family_that_nobody_measured_loses_the_ratio()
    {
        var keep = new SensitivityAllocation().Keep([Family("steep", 100), Family("other", 100)], Options(0.4));
        Assert.Equal(60, keep[1]);
    }

    private static IReadOnlyList<int> Keep(double ratio) => new SensitivityAllocation().Keep([Family("steep", 100), Family("flat", 100)], Options(ratio));

    private static AllocationOptions Options(double ratio) => new()
    {
        Ratio = ratio,
        Align = 1,
        Sensitivities = new Dictionary<string, SensitivityCurve> { ["steep"] = Steep, ["flat"] = Flat },
    };

    private static ScoredFamily Family(string name, int count)
    {
        var graph = new Graph(name);
        var weight = graph.AddInitializer("weight", Tensor.Vector(new float[count]));
        int[] all = [.. Enumerable.Range(0, count)];
        return new ScoredFamily(
            new ChannelFamily(name, all, [new FamilyAxis(weight, 0, AxisRole.Weight, all, all)], []), [.. all.Select(i => (double)i)], false, count);
    }
}
