using Skylite.Graphs;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Graphs;

public sealed class FreeBatchTests
{
    [Fact]
    public void A_reshape_to_one_image_infers_the_batch()
    {
        var graph = Start([1, 4, 6, 6]);
        var shuffled = Reshape(graph, graph.Inputs[0], 1, 2, 2, 6, 6);
        var back = Reshape(graph, shuffled, 1, 4, 6, 6);
        var flat = Reshape(graph, back, 1, -1);
        graph.AddOutput(flat);

        new FreeBatch().Apply(graph);

        Assert.Equal("batch", graph.Inputs[0].Shape![0].Symbol);
        Assert.False(flat.Shape![0].IsKnown);
        Assert.Equal(144, flat.Shape[1].Length);
        Assert.Equal([-1, 2, 2, 6, 6], Target(shuffled));
    }

    [Fact]
    public void A_batch_that_is_merged_with_tokens_or_heads_is_found_by_the_other_axes()
    {
        var graph = Start([1, 5, 12]);
        var tokens = graph.Apply("Transpose", "to-tokens", graph.Inputs[0]);
        tokens.Producer!.Attributes.Set("perm", [1L, 0, 2]);
        var heads = Reshape(graph, tokens, 5, 3, 4);
        var merged = Reshape(graph, heads, 5, 12);
        var apart = Reshape(graph, merged, 5, 1, 12);
        graph.AddOutput(apart);

        new FreeBatch().Apply(graph);

        Assert.Equal([5, -1, 4], Target(heads));
        Assert.Equal([-1, 12], Target(merged));
        Assert.Equal([5, -1, 12], Target(apart));
    }

    [Fact]
    public void A_constant_that_is_joined_with_images_is_repeated_for_each()
    {
        var graph = Start([1, 4, 8]);
        var token = graph.AddInitializer("token", Tensor.Create<float>(new float[8], 1, 1, 8));
        var joined = graph.Apply("Concat", "join", token, graph.Inputs[0]);
        joined.Producer!.Attributes.Set("axis", 1);
        graph.AddOutput(joined);

        new FreeBatch().Apply(graph);

        Assert.Equal("Expand", joined.Producer.Input(0).Producer!.OpType);
        Assert.False(joined.Shape![0].IsKnown);
        Assert.Equal((5, 8), (joined.Shape[1].Length, joined.Shape[2].Length));
    }

    [Fact]
    public void A_free_batch_stays_and_a_larger_fixed_one_is_refused()
    {
        var free = Start([1, 4]);
        free.Inputs[0].Shape = free.Inputs[0].Shape!.With(0, Dimension.Named("n"));
        free.AddOutput(free.Apply("Relu", "relu", free.Inputs[0]));
        Assert.Equal(0, new FreeBatch().Apply(free));

        var four = Start([4, 4]);
        four.AddOutput(four.Apply("Relu", "relu", four.Inputs[0]));
        Assert.Contains("fixed batch of 4", Assert.Throws<InvalidDataException>(() => new FreeBatch().Apply(four)).Message, StringComparison.Ordinal);
    }

    private static Graph Start(long[] shape)
    {
        var graph = new Graph("fixed");
        graph.AddInput("x", ElementType.Float, Shape.Of(shape));
        return graph;
    }

    private static Value Reshape(Graph graph, Value value, params long[] target)
    {
        var name = graph.FreshName("reshape");
        return graph.Apply("Reshape", name, value, graph.AddInitializer(name + "/target", Tensor.Vector<long>(target)));
    }

    private static long[] Target(Value value) => value.Producer!.Input(1).Constant!.ToInt64();
}
