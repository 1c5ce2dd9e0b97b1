namespace Skylite.Tests.Channels;

public sealed class PatternTests
{
    public static TheoryData<string> Names => [.. Patterns.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Silenced_equals_removed_and_every_group_is_found(string name)
    {
        var (build, count) = Patterns.All[name];

        var groups = ExactRemoval.Check(build());

        Assert.Equal(count, groups.Count);
    }
}
