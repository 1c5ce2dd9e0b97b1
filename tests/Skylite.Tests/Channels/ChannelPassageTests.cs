using Skylite.Graphs.Channels;
using Skylite.Graphs.Passes;
using Skylite.Zoo;

namespace Skylite.Tests.Channels;

public class ChannelPassageTests
{
    [Fact]
    public void Channels_pass_through_the_nodes_between_their_maker_and_their_reader()
    {
        var graph = Models.Build("resnet18");
        ShapeInference.Run(graph);
        var groups = ChannelGroups.Of(graph);

        var passage = ChannelPassage.Of(groups);

        Assert.Equal(groups.Families.Count, passage.Count);
        Assert.All(groups.Families.Zip(passage), pair =>
            Assert.All(pair.First.Producers, name => Assert.Contains(pair.Second, n => n.Name == name || n.Inputs.Any(i => i?.Producer?.Name == name))));
        var stream = passage.MaxBy(p => p.Count)!;
        Assert.Contains(stream, n => n.OpType == "Add");
        Assert.DoesNotContain(stream, n => n.OpType == "Gemm");
    }
}
