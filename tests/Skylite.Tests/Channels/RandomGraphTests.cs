namespace Skylite.Tests.Channels;

public sealed class RandomGraphTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 80)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Silenced_equals_removed(int seed) => ExactRemoval.Check(RandomGraph.Grow(seed), seed, trials: 3);

    [Fact]
    public void Random_graphs_have_something_to_remove() =>
        Assert.InRange(Enumerable.Range(0, 80).Count(seed => ExactRemoval.Check(RandomGraph.Grow(seed), trials: 0).Count > 2), 60, 80);
}
