using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Allocation;
using Skylite.Graphs;
using Skylite.Tests.Channels;
using Skylite.Workbench.Models;
using Skylite.Workbench.Proof;

namespace Skylite.Tests.Pruning;

public sealed class CertificateTests
{
    [Fact]
    public void Holds_for_an_exact_removal()
    {
        var (result, inputs) = Pruned();

        var certificate = RemovalCertificate.Issue(result, inputs, new Reference(0), new Reference(0));

        Assert.True(certificate.Holds);
        Assert.Equal(3, certificate.Inputs);
        Assert.InRange(certificate.SilencedToRemoved, 0, 1e-6);
    }

    [Fact]
    public void Fails_when_the_pruned_graph_computes_something_else()
    {
        var (result, inputs) = Pruned();
        var weight = result.Graph.Initializers.First(i => i.Constant!.Rank == 4);
        result.Graph.SetInitializer(weight, Tensor.Create([.. weight.Constant!.ToSingle().Select(v => v * 1.01f)], weight.Constant!.Dimensions));

        Assert.False(RemovalCertificate.Issue(result, inputs, new Reference(0)).Holds);
    }

    [Theory]
    [InlineData(0.00001, true)]
    [InlineData(0.01, false)]
    [InlineData(double.NaN, false)]
    public void Compares_the_engines_relative_to_the_scale(double error, bool holds)
    {
        var (result, inputs) = Pruned();

        Assert.Equal(holds, RemovalCertificate.Issue(result, inputs, new Reference(0), new Reference(error)).Holds);
    }

    [Theory]
    [InlineData(0.001, true)]
    [InlineData(0.05, false)]
    public void Engines_may_differ_by_more_where_values_are_rounded_to_16_bits(double error, bool holds)
    {
        var (result, inputs) = Pruned();
        result.Graph.Outputs[0].Type = ElementType.Float16;

        var certificate = RemovalCertificate.Issue(result, inputs, new Reference(0), new Reference(error));

        Assert.Equal(holds, certificate.Holds);
        Assert.False((certificate with { SilencedToRemoved = 0.001 }).Holds);
    }

    [Fact]
    public void Needs_an_input() => Assert.Throws<ArgumentException>(() => RemovalCertificate.Issue(Pruned().Result, [], new Reference(0)));

    private static (PruneResult Result, IReadOnlyList<IReadOnlyList<Tensor>> Inputs) Pruned()
    {
        var sketch = new GraphSketch();
        var x = sketch.Block(sketch.Input(1, 3, 5, 5), 3, 8);
        var graph = sketch.Head(sketch.Apply("Add", x, sketch.Block(x, 8, 8)), 8);
        var result = Pruner.Prune(graph, new PruneOptions { Amount = new AllocationOptions { Ratio = 0.5, Align = 1 } });
        return (result, ModelInputs.Noise(graph, InputShapes.Of(graph, new Dictionary<string, Shape>()), 3, seed: 1));
    }

    /// <summary>Runs the reference evaluator and scales what it computes by 1 + error.</summary>
    private sealed class Reference(double error) : IModelRunner
    {
        public string Name => "reference";

        public IReadOnlyList<Tensor> Run(Graph graph, IReadOnlyList<Tensor> inputs)
        {
            Array64 Read(Tensor t) => new([.. t.Dimensions.ToArray().Select(d => (int)d)], [.. t.ToSingle().Select(v => (double)v)]);
            var outputs = ReferenceEvaluator.Run(graph.Clone(), [.. inputs.Select(Read)]);
            return [.. outputs.Select(o => Tensor.Create([.. o.Data.Select(v => (float)(v * (1 + error)))], [.. o.Dims.Select(d => (long)d)]))];
        }

        public void Forget(Graph graph)
        {
        }
    }
}
