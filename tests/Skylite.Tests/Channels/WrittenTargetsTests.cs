using Skylite.Compression.Pruning;
using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Channels;

public sealed class WrittenTargetsTests
{
    [Fact]
    public void Channels_are_free_before_a_flattening_whose_batch_is_open()
    {
        var graph = Flattened(out var shape);
        Assert.Empty(ChannelGroups.Of(graph).Families);

        var prepared = PruningPlan.Prepare(graph);

        Assert.DoesNotContain(prepared.Nodes, n => n.OpType is "Shape" or "Concat");
        Assert.Equal(8, ChannelGroups.Of(prepared).Families.Sum(f => f.Groups.Count));
        Assert.Contains(graph.Nodes, n => n == shape.Producer);
    }

    [Fact]
    public void Removal_cuts_the_written_target()
    {
        var prepared = PruningPlan.Prepare(Flattened(out _));

        var groups = ChannelGroups.Of(prepared);
        ChannelRemoval.Remove(groups, [.. groups.Families.SelectMany(f => f.Groups).Take(3)]);

        Assert.Empty(GraphCheck.Problems(prepared));
        Assert.Equal([0, 5, 16], prepared.Nodes.Single(n => n.OpType == "Reshape").Input(1).Constant!.ToInt64());
    }

    [Fact]
    public void A_target_with_two_open_lengths_stays_computed()
    {
        var graph = Flattened(out _);
        graph.Inputs[0].Shape = new Shape(Dimension.Unknown, 3, Dimension.Unknown, 4);
        ShapeInference.Run(graph);

        Assert.Equal(0, new WrittenTargets().Apply(graph));
    }

    // What PyTorch writes for flatten(2): the first two lengths of the shape, then −1.
    private static Graph Flattened(out Value shape)
    {
        var s = new GraphSketch();
        var x = s.Graph.AddInput("image", ElementType.Float, new Shape(Dimension.Named("batch"), 3, 4, 4));
        var wide = s.Relu(s.Conv(x, 3, 8));
        shape = s.Apply("Shape", wide);
        var flat = s.Apply("Reshape", wide, s.Concat(0, s.Slice(shape, 0, 2, 0), s.Ints(-1)));
        var graph = s.Output(s.MatMul(s.Transpose(flat, 0, 2, 1), 8, 3));
        ShapeInference.Run(graph);
        return graph;
    }
}
