using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Allocation;
using Skylite.Compression.Pruning.Criteria;
using Skylite.Graphs;
using Skylite.Graphs.Operators;
using Skylite.Graphs.Passes;
using Skylite.Tests.Channels;
using Skylite.Zoo;

namespace Skylite.Tests.Pruning;

public sealed class PrunerTests
{
    // Torch-Pruning 1.6.1 at 50 %, all layers but the last: the same counts. Its parameters do not include running statistics.
    [Theory]
    [InlineData("resnet18", 3_055_880)]
    [InlineData("mobilenet-v2", 1_221_768)]
    public void Half_of_all_channels_leaves_the_parameters_that_the_reference_pruner_leaves(string model, long expected)
    {
        var result = Pruner.Prune(Models.Build(model), Unaligned(0.5));

        Assert.Equal(expected, Trained(result.Graph));
    }

    [Fact]
    public void Removes_the_channels_with_the_lowest_scores()
    {
        var sketch = new GraphSketch();
        var graph = sketch.Head(sketch.Conv(sketch.Input(1, 3, 4, 4), 3, 8), 8);
        var weights = graph.Nodes[0].Input(1);
        var norms = Enumerable.Range(0, 8).Select(c => weights.Constant!.ToSingle().Skip(c * 3).Take(3).Sum(Math.Abs)).ToArray();

        var pruned = Pruner.Prune(graph, Unaligned(0.5)).Graph.Values[weights.Name].Constant!;

        var kept = norms.Index().OrderByDescending(n => n.Item).Take(4).Select(n => n.Index).Order();
        Assert.Equal(kept.SelectMany(c => weights.Constant!.ToSingle().Skip(c * 3).Take(3)), pruned.ToSingle());
    }

    [Fact]
    public void Leaves_the_original_alone_and_keeps_metadata_and_signature()
    {
        var graph = Models.Build("squeezenet1-1");
        graph.Metadata["classes"] = "a,b,c";
        var before = Trained(graph);

        var result = Pruner.Prune(graph, new PruneOptions());

        Assert.Equal(before, Trained(graph));
        Assert.True(Trained(result.Graph) < before);
        Assert.Equal("a,b,c", result.Graph.Metadata["classes"]);
        Assert.Equal(graph.Inputs.Select(i => i.ToString()), result.Graph.Inputs.Select(i => i.ToString()));
        Assert.Equal(graph.Outputs.Select(o => o.Name), result.Graph.Outputs.Select(o => o.Name));
        Assert.Contains(result.Pinned, p => p.Reason.Contains("graph output", StringComparison.Ordinal));
    }

    [Fact]
    public void Ratio_0_removes_nothing()
    {
        var graph = Models.Build("mobilenet-v2");

        var result = Pruner.Prune(graph, Unaligned(0));

        Assert.Empty(result.Removed);
        Assert.Equal(Trained(graph), Trained(result.Graph));
    }

    [Fact]
    public void Aligned_counts_are_multiples_of_16_where_families_are_wide()
    {
        var result = Pruner.Prune(Models.Build("mobilenet-v2"), new PruneOptions());

        Assert.All(result.Families.Where(f => f.Before >= 32), f => Assert.Equal(0, f.After % 16));
        Assert.All(result.Families, f => Assert.True(f.After >= 4 && f.After < f.Before));
    }

    [Fact]
    public void Steps_of_an_iterative_pruning_end_where_one_step_ends()
    {
        var graph = Models.Build("squeezenet1-1");
        var once = Trained(Pruner.Prune(graph, Unaligned(0.5)).Graph);
        var options = Unaligned(0);
        for (var step = 1; step <= 3; step++)
        {
            var result = Pruner.Prune(
                graph, options with { Amount = options.Amount with { Ratio = PruningSchedules.Find("linear").RatioAfter(step, 3, 0.5) } });
            (graph, options) = (result.Graph, options with { OriginalCounts = result.OriginalCounts });
        }

        Assert.Equal(once, Trained(graph));
    }

    [Fact]
    public void A_budget_is_met_with_as_little_removed_as_it_takes()
    {
        var graph = Models.Build("squeezenet1-1");
        var half = Macs(graph) / 2;

        var result = Pruner.PruneToBudget(graph, Unaligned(0), null, new PruneBudget(Macs, new PruneLimit(half)));

        Assert.InRange(Macs(result.Graph), half * 0.96, half);
    }

    [Theory]
    [InlineData("unet-0.25")]
    [InlineData("resnet18-0.25")]
    [InlineData("mobilenet-v2")]
    public void A_budget_is_not_overshot_because_many_layers_take_their_step_at_once(string model)
    {
        var graph = Models.Build(model);
        var half = Macs(graph) / 2;

        var result = Pruner.PruneToBudget(
            graph, new PruneOptions { Amount = new AllocationOptions { Ratio = 0, Align = 16 } }, null, new PruneBudget(Macs, new PruneLimit(half)));

        Assert.InRange(Macs(result.Graph), half * 0.85, half);
    }

    [Fact]
    public void A_budget_that_cannot_be_met_says_what_can()
    {
        var error = Assert.Throws<InvalidDataException>(() => Pruner.PruneToBudget(
            Models.Build("lenet"), Unaligned(0), null, new PruneBudget(g => Trained(g), new PruneLimit(10))));

        Assert.Contains("minimum share", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_criterion_without_its_evidence_refuses()
    {
        Assert.Throws<InvalidDataException>(() => Pruner.Prune(Models.Build("lenet"), new PruneOptions { Criterion = new BatchNormScale() }));
    }

    private static PruneOptions Unaligned(double ratio) => new() { Amount = new AllocationOptions { Ratio = ratio, Align = 1 } };

    private static long Trained(Graph graph) => graph.Initializers.Where(i => i.Type == ElementType.Float && i.Constant!.Rank > 0
        && i.Uses.All(u => u.Node.OpType != "BatchNormalization" || u.Index < 3)).Sum(i => i.Constant!.Count);

    private static double Macs(Graph graph)
    {
        var copy = graph.Clone();
        ShapeInference.Run(copy, new Dictionary<string, long> { [copy.Inputs[0].Shape![0].Symbol ?? "batch"] = 1 });
        return copy.Nodes.Sum(n => (double)(KnownOperators.Find(n)?.Macs(n) ?? 0));
    }
}
