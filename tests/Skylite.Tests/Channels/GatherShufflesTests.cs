using Skylite.Graphs;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Channels;

public sealed class GatherShufflesTests
{
    [Theory]
    [InlineData("channel shuffle", 8)]
    [InlineData("shuffle unit", 8)]
    public void As_one_gather_every_channel_is_free(string pattern, int groups)
    {
        var graph = Patterns.All[pattern].Build();
        Run(graph);

        Assert.Equal(1, new GatherShuffles().Apply(graph));

        Assert.Contains(graph.Nodes, n => n.OpType == "Gather");
        Assert.DoesNotContain(graph.Nodes, n => n.OpType is "Reshape" or "Transpose");
        Assert.Equal(groups, ExactRemoval.Check(graph).Count);
    }

    [Theory]
    [InlineData("channel shuffle")]
    [InlineData("shuffle unit")]
    public void Computes_the_same(string pattern)
    {
        var (graph, rewritten) = (Patterns.All[pattern].Build(), Patterns.All[pattern].Build());
        Run(rewritten);
        new GatherShuffles().Apply(rewritten);

        Assert.Equal(Run(graph)[0].Data, Run(rewritten)[0].Data);
    }

    [Theory]
    [InlineData("pixel shuffle by reshape")]
    [InlineData("attention, separate projections")]
    [InlineData("token sequence")]
    public void Leaves_other_reshapes_alone(string pattern)
    {
        var graph = Patterns.All[pattern].Build();
        Run(graph);

        Assert.Equal(0, new GatherShuffles().Apply(graph));
    }

    private static Array64[] Run(Graph graph)
    {
        var random = new Random(2);
        return ReferenceEvaluator.Run(
            graph, [.. graph.Inputs.Select(i => Array64.Build([.. i.Shape!.ToLengths().Select(d => (int)d)], _ => random.NextDouble()))]);
    }
}
