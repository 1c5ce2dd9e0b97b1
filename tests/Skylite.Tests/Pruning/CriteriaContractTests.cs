using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Criteria;
using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Tests.Channels;

namespace Skylite.Tests.Pruning;

public sealed class CriteriaContractTests
{
    public static TheoryData<string> Ids => [.. PruningCriteria.All.Select(c => c.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Gives_one_finite_score_for_each_group_of_every_family(string id)
    {
        var graph = Network(out _);
        foreach (var family in ChannelGroups.Of(graph).Families)
        {
            var scores = PruningCriteria.Find(id).Score(family, Gradients(graph, 3));

            Assert.Equal(family.Groups.Count, scores.Length);
            Assert.All(scores, s => Assert.True(double.IsFinite(s)));
            Assert.True(scores.Distinct().Count() > scores.Length / 2, "scores tell channels apart");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Gives_the_same_scores_for_the_same_seed(string id)
    {
        var (first, second) = (Network(out _), Network(out _));

        Assert.Equal(Scores(id, first, Gradients(first, 3)), Scores(id, second, Gradients(second, 3)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Permuting_channels_permutes_scores(string id)
    {
        var graph = Network(out var made);
        var evidence = Gradients(graph, 3);
        var permuted = graph.Clone();
        int[] order = [3, 0, 5, 7, 1, 2, 6, 4];
        var gradients = evidence.Gradients.ToDictionary(StringComparer.Ordinal);
        foreach (var name in made)
        {
            permuted.SetInitializer(permuted.Values[name], TensorAxis.Take(permuted.Values[name].Constant!, 0, order));
            gradients[name] = [.. gradients[name].Select(g => TensorAxis.Take(g, 0, order))];
        }

        var (before, after) = (Scores(id, graph, evidence)[made[0]], Scores(id, permuted, evidence with { Gradients = gradients })[made[0]]);

        for (var i = 0; i < order.Length; i++)
        {
            Assert.Equal(before[order[i]], after[i], 1e-5);
        }
    }

    [Fact]
    public void Random_changes_with_its_seed()
    {
        var graph = Network(out _);

        Assert.NotEqual(Scores("random", graph, new Evidence { Seed = 1 }), Scores("random", graph, new Evidence { Seed = 2 }));
    }

    [Fact]
    public void Ids_are_unique_and_every_criterion_is_listed()
    {
        var types = typeof(ICriterion).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ICriterion)));

        Assert.Equal(types.Select(t => t.Name).Order(), PruningCriteria.All.Select(c => c.GetType().Name).Order());
        Assert.Equal(PruningCriteria.All.Count, PruningCriteria.All.Select(c => c.Id).Distinct().Count());
        Assert.All(PruningCriteria.All, c => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", c.Id));
    }

    [Fact]
    public void An_unknown_criterion_names_the_nearest()
    {
        var error = Assert.Throws<ArgumentException>(() => PruningCriteria.Find("l1norm"));

        Assert.Contains("l1-norm", error.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, double[]> Scores(string id, Graph graph, Evidence evidence) =>
        ChannelGroups.Of(graph).Families.ToDictionary(f => f.Name, f => PruningCriteria.Find(id).Score(f, evidence));

    private static Evidence Gradients(Graph graph, int batches)
    {
        var random = new Random(11);
        return new Evidence
        {
            Seed = 4,
            Gradients = graph.Initializers.Where(i => i.Type == ElementType.Float).ToDictionary(i => i.Name, i => (IReadOnlyList<Tensor>)
                [.. Enumerable.Range(0, batches).Select(_ =>
                    Tensor.Create([.. Enumerable.Range(0, (int)i.Constant!.Count).Select(_ => (float)random.NextDouble())], i.Constant!.Dimensions))]),
        };
    }

    // conv-norm, conv-norm: the first makes 8 channels, by the named parameters.
    private static Graph Network(out string[] made)
    {
        var sketch = new GraphSketch(5);
        var graph = sketch.Head(sketch.Block(sketch.Block(sketch.Input(1, 3, 4, 4), 3, 8), 8, 6), 6);
        ReferenceEvaluator.Run(graph, Array64.Build([1, 3, 4, 4], _ => 1));
        made = [.. graph.Nodes.Take(2).SelectMany(n => n.Inputs).OfType<Value>().Where(v => v.Constant is not null).Select(v => v.Name)];
        return graph;
    }
}
