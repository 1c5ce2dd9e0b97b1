using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Allocation;
using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Channels;

public sealed class ChannelOptionsTests
{
    public static TheoryData<string> Normalizations => [.. NormalizationPatterns.Approximated.Keys];

    [Theory]
    [MemberData(nameof(Normalizations))]
    public void Approximation_frees_the_width_and_leaves_a_sound_graph(string name)
    {
        var (build, exact, approximate) = NormalizationPatterns.Approximated[name];
        var graph = build();
        var input = Run(graph);
        var options = new ChannelOptions { Approximate = true };
        var groups = ChannelGroups.Of(graph, options);

        Assert.Equal(approximate, groups.Count);

        ChannelRemoval.Remove(groups, ExactRemoval.Choose(groups, new Random(4), 0.4));

        Assert.Empty(GraphCheck.Problems(graph));
        var result = ReferenceEvaluator.Run(graph, input);
        Assert.All(result, r => Assert.All(r.Data, v => Assert.True(double.IsFinite(v))));
        Assert.InRange(exact, 0, approximate);
    }

    [Fact]
    public void An_approximate_removal_moves_the_function()
    {
        var graph = TokenPatterns.Patches();
        var inputs = Run(graph);
        var options = new ChannelOptions { Approximate = true };
        var (silenced, removed) = (graph.Clone(), graph.Clone());
        var width = ChannelGroups.Of(graph, options).Families.First(f => f.Groups.Count == 6).Groups;
        ChannelSilencing.Silence(ChannelGroups.Of(silenced, options), [width[1]]);
        ChannelRemoval.Remove(ChannelGroups.Of(removed, options), [width[1]]);

        var (masked, cut) = (ReferenceEvaluator.Run(silenced, inputs)[0], ReferenceEvaluator.Run(removed, inputs)[0]);

        Assert.InRange(masked.Data.Zip(cut.Data, (a, b) => Math.Abs(a - b)).Max(), 1e-3, double.MaxValue);
    }

    [Theory]
    [InlineData("attention, separate projections", 2)]
    [InlineData("attention, fused projection", 2)]
    [InlineData("attention, split projection", 2)]
    [InlineData("attention with a position bias", 2)]
    [InlineData("transformer block", 2 + 10)]
    [InlineData("patches and a class token", 3 + 7)]
    [InlineData("attention over other tokens", 4 + 4 + 6 + 3)]
    public void Whole_heads_can_go_instead_of_positions(string pattern, int groups)
    {
        var found = ExactRemoval.Check(Patterns.All[pattern].Build(), options: new ChannelOptions { WholeHeads = true });

        Assert.Equal(groups, found.Count);
    }

    [Fact]
    public void Bands_of_an_input_can_go()
    {
        var s = new GraphSketch();
        var x = s.Graph.AddInput("image", ElementType.Float, Shape.Of(2, 5, 4, 4));
        var scaled = s.Apply("Div", s.Apply("Sub", x, s.Random("mean", 1, 5, 1, 1)), s.Random("deviation", 1, 5, 1, 1));
        var graph = s.Head(s.Concat(1, s.Block(scaled, 5, 6), scaled), 11);

        Assert.Equal(5 + 6, ExactRemoval.Check(graph, options: Free("image", 1)).Count);
        Assert.Equal(6, ExactRemoval.Check(graph).Count);
    }

    [Fact]
    public void Bands_of_siamese_inputs_go_together()
    {
        var graph = Patterns.All["siamese difference with decoder"].Build();
        var options = new ChannelOptions { FreeInputs = graph.Inputs.ToDictionary(i => i.Name, _ => 1) };

        var groups = ExactRemoval.Check(graph, options: options);

        Assert.Equal(3 + 15, groups.Count);
        var band = Enumerable.Range(0, groups.Count).First(g => groups.BandsLeft(graph.Inputs[0], [g]) is not null);
        Assert.Equal(groups.BandsLeft(graph.Inputs[0], [band]), groups.BandsLeft(graph.Inputs[1], [band]));
    }

    // Each date has filters of its own in the first layer, as where both enter as one image.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bands_of_dates_go_together_where_that_is_asked_for(bool same)
    {
        var s = new GraphSketch();
        var dates = new[] { "date1", "date2" }.Select(name => s.Graph.AddInput(name, ElementType.Float, Shape.Of(1, 4, 4, 4))).ToArray();
        var both = s.Graph.Apply("Concat", "early", dates[0], dates[1]);
        both.Producer!.Attributes.Set("axis", 1L);
        both.Shape = Shape.Of(1, 8, 4, 4);
        var graph = s.Head(s.Block(both, 8, 6), 6);
        var result = Pruner.Prune(graph, new PruneOptions
        {
            Channels = new ChannelOptions { FreeInputs = dates.ToDictionary(d => d.Name, _ => 1), SameBands = same },
            Amount = new AllocationOptions { Ratio = 0.5, Align = 1 },
        });

        var left = dates.Select(d => result.BandsLeft.TryGetValue(d.Name, out var bands) ? bands : [0, 1, 2, 3]).ToArray();
        Assert.Equal(same, left[0].SequenceEqual(left[1]));
        Assert.True(left[0].Count + left[1].Count < 8);
    }

    [Fact]
    public void Pruning_says_which_bands_are_left()
    {
        var s = new GraphSketch();
        var x = s.Graph.AddInput("image", ElementType.Float, Shape.Of(1, 8, 4, 4));
        var graph = s.Head(s.Block(x, 8, 6), 6);
        var result = Pruner.Prune(graph, new PruneOptions { Channels = Free("image", 1), Amount = new AllocationOptions { Ratio = 0.5, Align = 1 } });

        Assert.Equal(4, result.BandsLeft["image"].Count);
        Assert.Equal(4, result.Graph.Inputs[0].Shape![1].Length);
    }

    [Theory]
    [InlineData("first", 6)]
    [InlineData("/stage/*", 4)]
    [InlineData("/stage/layer?", 4)]
    [InlineData("*", 0)]
    public void Kept_nodes_keep_their_channels(string pattern, int left)
    {
        var groups = ExactRemoval.Check(Named(), options: new ChannelOptions { Keep = new HashSet<string> { pattern } });

        Assert.Equal(left, groups.Count);
        Assert.Contains(groups.Pinned, p => p.Reason.Contains("kept on request", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pattern_that_matches_no_node_is_an_error()
    {
        var error = Assert.Throws<ArgumentException>(() => ChannelGroups.Of(Named(), new ChannelOptions { Keep = new HashSet<string> { "frist" } }));

        Assert.Contains("first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pruning_nothing_leaves_the_graph_as_it_is()
    {
        var graph = Patterns.All["channel shuffle"].Build();
        graph.Metadata["skylite.classes"] = "[\"water\"]";
        var inputs = Run(graph);

        var result = Pruner.Prune(graph, new PruneOptions { Amount = new AllocationOptions { Ratio = 0, Align = 1 } });

        Assert.Equal(OnnxWriter.ToBytes(graph), OnnxWriter.ToBytes(result.Graph));
        Assert.Equal(ReferenceEvaluator.Run(graph, inputs)[0].Data, ReferenceEvaluator.Run(result.Graph, inputs)[0].Data);
    }

    [Fact]
    public void Metadata_travels_with_the_pruned_graph()
    {
        var graph = Patterns.All["residual"].Build();
        graph.Metadata["skylite.classes"] = "[\"water\"]";
        Run(graph);

        var pruned = Pruner.Prune(graph, new PruneOptions { Amount = new AllocationOptions { Ratio = 0.5, Align = 1 } }).Graph;

        Assert.Equal("[\"water\"]", pruned.Metadata["skylite.classes"]);
    }

    [Fact]
    public void Every_pinned_channel_has_a_reason_that_names_a_place()
    {
        foreach (var (name, (build, _)) in Patterns.All)
        {
            var graph = build();
            Run(graph);
            Assert.All(ChannelGroups.Of(graph).Pinned, p =>
                Assert.True(p.Reason.Contains('\'', StringComparison.Ordinal) && p.Reason.Length > 20, $"{name}: {p.Reason}"));
        }
    }

    private static ChannelOptions Free(string input, int axis) => new() { FreeInputs = new Dictionary<string, int> { [input] = axis } };

    private static Graph Named()
    {
        var s = new GraphSketch();
        var first = s.Graph.Apply("Conv", "first", s.Input(1, 3, 4, 4), s.Random("a", 4, 3, 1, 1));
        var second = s.Graph.Apply("Conv", "/stage/layer1", s.Relu(first), s.Random("b", 6, 4, 1, 1));
        return s.Head(s.Graph.Apply("Relu", "/stage/layer2", second), 6);
    }

    private static Array64[] Run(Graph graph)
    {
        var random = new Random(9);
        Array64[] inputs = [.. graph.Inputs.Select(i => Array64.Build([.. i.Shape!.ToLengths().Select(d => (int)d)], _ => random.NextDouble() - 0.5))];
        ReferenceEvaluator.Run(graph, inputs);
        return inputs;
    }
}
