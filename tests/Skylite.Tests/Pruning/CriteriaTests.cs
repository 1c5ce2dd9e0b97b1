using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Criteria;
using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Pruning;

/// <summary>Scores against numbers worked out by hand.</summary>
public sealed class CriteriaTests
{
    // Three filters of one input channel and one pixel each, in a second direction as well: (3, −4), (0, 0), (6, 8).
    private static readonly float[] Filters = [3, -4, 0, 0, 6, 8];

    [Theory]
    [InlineData("l1-norm", 7, 0, 14)]
    [InlineData("l2-norm", 5, 0, 10)]
    [InlineData("bn-scale", 0.5, 2, 1)]
    public void Norms(string id, double first, double second, double third) =>
        Assert.Equal([first, second, third], PruningCriteria.Find(id).Score(Family(), Evidence.None));

    // Distances: first–second 5, first–third √(9 + 144), second–third 10.
    [Fact]
    public void Geometric_median()
    {
        var scores = new GeometricMedian().Score(Family(), Evidence.None);

        Assert.Equal([5 + Math.Sqrt(153), 15, 10 + Math.Sqrt(153)], scores, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    // Over the scales γ = (−0.5, 2, 1) with gradients (1, 1, 1) and (3, 0, −1): means of (γ·g)².
    [Fact]
    public void Taylor_over_scales()
    {
        var evidence = new Evidence
        {
            Gradients = new Dictionary<string, IReadOnlyList<Tensor>> { ["scale"] = [Tensor.Vector(1f, 1f, 1f), Tensor.Vector(3f, 0f, -1f)] },
        };

        Assert.Equal([(0.25 + 2.25) / 2, (4 + 0) / 2.0, (1 + 1) / 2.0], new Taylor().Score(Family(), evidence));
    }

    // Over filters with all gradients 1: squared sums of the weights.
    [Fact]
    public void Taylor_over_filters()
    {
        var evidence = new Evidence
        {
            Gradients = new Dictionary<string, IReadOnlyList<Tensor>> { ["weight"] = [Tensor.Create([1f, 1, 1, 1, 1, 1], 3, 2, 1, 1)] },
        };

        Assert.Equal([1, 0, 196], new Taylor().Score(Family(), evidence));
    }

    [Fact]
    public void Taylor_without_gradients_says_what_to_do()
    {
        var error = Assert.Throws<InvalidDataException>(() => new Taylor().Score(Family(), Evidence.None));

        Assert.Contains("gradients", error.Message, StringComparison.Ordinal);
    }

    private static ChannelFamily Family()
    {
        var graph = new Graph("three filters");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(1, 2, 1, 1));
        Value Vector(string name, params float[] values) => graph.AddInitializer(name, Tensor.Vector<float>(values));
        var y = graph.Apply("Conv", "conv", x, graph.AddInitializer("weight", Tensor.Create(Filters, 3, 2, 1, 1)));
        y = graph.Apply(
            "BatchNormalization", "norm", y, Vector("scale", -0.5f, 2, 1), Vector("shift", 0, 0, 0), Vector("mean", 0, 0, 0), Vector("variance", 1, 1, 1));
        y = graph.Apply("Conv", "head", y, graph.AddInitializer("head weight", Tensor.Create([1f, 1, 1], 1, 3, 1, 1)));
        graph.AddOutput(y);
        ShapeInference.Run(graph);
        return ChannelGroups.Of(graph).Families.Single();
    }
}
