using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Allocation;
using Skylite.Compression.Quantization;
using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Graphs.Passes;
using Skylite.Native.Torch;
using Skylite.Tests.Native.Quantization;
using Skylite.Tests.Native.Training;
using Skylite.Training;
using Skylite.Workbench.Models;
using Skylite.Workbench.Proof;
using Skylite.Zoo;
using Skylite.Zoo.Blocks;

namespace Skylite.Tests.Native.Zoo;

/// <summary>What every building block must do inside a network: run alike in both engines, learn, and be pruned or say why not.</summary>
public sealed class BlockTests
{
    private static readonly string[] Shifts = ["key_conv.bias", "phi.bias", "conv_mask.bias"];

    public static TheoryData<string> Ids => [.. BlockCatalogue.All.Select(b => b.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_block_runs_alike_in_both_engines_whatever_the_size(string id)
    {
        foreach (var (channels, height, width) in new[] { (24, 9, 12), (20, 5, 5), (8, 16, 7) })
        {
            var graph = Network(id, channels, height, width);
            OrtOracle.AssertSame(graph, new Dictionary<string, Tensor> { ["input"] = OrtOracle.Noise(7, 2, 3, height, width) });
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Gradients_reach_every_parameter(string id)
    {
        using var scope = new TensorScope();
        using var interpreter = new Interpreter(Network(id, 16, 8, 8));
        var output = interpreter.Run(GraphTensors.ToTorch(OrtOracle.Noise(3, 2, 3, 8, 8)), RunMode.Train);
        var weights = TorchTensor.From<float>([.. Enumerable.Range(0, (int)output.Count).Select(i => (float)Math.Sin(i + 1))], output.Shape);
        Aten.Sum(Aten.Mul(output, weights)).Backward();

        Assert.Equal(GraphParameters.Trainable(interpreter.Graph).Select(v => v.Name).Order(), interpreter.Parameters.Select(p => p.Name).Order());

        // A softmax does not see what shifts all that it compares.
        Assert.All(
            interpreter.Parameters.Where(p => !Shifts.Any(p.Name.EndsWith)),
            p => Assert.True(p.Tensor.Grad is { } g && g.ToArray<float>() is var values && values.All(float.IsFinite) && values.Any(v => v != 0), p.Name));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Folding_constants_makes_nothing_learnt_that_was_not(string id)
    {
        var graph = Network(id, 16, 8, 8);
        var folded = graph.Clone();
        new FoldConstants().Apply(folded);

        Assert.Subset(GraphParameters.Trainable(graph).Select(v => v.Name).ToHashSet(), GraphParameters.Trainable(folded).Select(v => v.Name).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Channels_through_a_block_are_removed_with_proof_or_kept_for_a_reason(string id)
    {
        var graph = Network(id, 32, 8, 8);
        var groups = ChannelGroups.Of(graph);

        Assert.All(groups.Pinned, p => Assert.NotEmpty(p.Reason));
        var result = Pruner.Prune(graph, new PruneOptions { Amount = new AllocationOptions { Ratio = 0.5, Align = 1 } });
        var certificate = RemovalCertificate.Issue(
            result, ModelInputs.Noise(graph, InputShapes.Of(graph, new Dictionary<string, Shape>()), 2, seed: 5), new InterpreterRunner(), new RuntimeRunner());
        Assert.True(certificate.Holds && certificate.SilencedToRemoved < 1e-4, certificate.ToString());
        Assert.True(certificate.OutputsVary);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_block_is_quantised_without_losing_its_answer(string id)
    {
        var graph = Network(id, 16, 16, 16);
        var data = new NoiseBatches(batches: 2, batchSize: 4, channels: 3, size: 16);

        var result = StaticQuantization.Run(graph, OptimizedGraph.Source(data));

        Assert.InRange(OptimizedGraph.Sqnr(OptimizedGraph.Run(graph, data), OptimizedGraph.Run(result.Graph, data)), 12, 100);
    }

    // A layer before the block and a head behind; everything that starts at 0 or 1 is shaken, so that nothing is silent.
    private static Graph Network(string id, int channels, int height, int width)
    {
        var graph = new Graph(id);
        var input = graph.AddInput("input", ElementType.Float, new Shape(Dimension.Named("batch"), 3, height, width));
        var net = new NetworkBuilder(graph, new ModelOptions { Seed = 1 });
        var x = ConvBnRelu.Add6(net, "stem", input, new(channels, 3) { Padding = 1 });
        x = BlockCatalogue.Named(id).Add(net, "block", x);
        graph.AddOutput(net.Conv("head", x, new(4, 1) { Bias = true }));
        var random = new Random(3);
        foreach (var value in graph.Initializers
            .Where(v => v.Type == ElementType.Float && v.Constant!.Count > 1 && v.Constant.ToSingle().Distinct().Count() == 1).ToArray())
        {
            var start = value.Constant!.ToSingle()[0];
            graph.SetInitializer(
                value,
                Tensor.Create<float>(
                    [.. Enumerable.Range(0, (int)value.Constant.Count).Select(_ => (float)(start + (random.NextDouble() * 0.4) - 0.2))],
                    value.Constant.Dimensions));
        }

        return graph;
    }
}
