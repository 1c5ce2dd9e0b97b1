using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Allocation;
using Skylite.Graphs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Proof;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Pruning;

/// <summary>Masked ≡ removed ≡ ONNX Runtime, on real engines.</summary>
public sealed class ZooCertificateTests
{
    public static TheoryData<string> Names => ["lenet", "squeezenet1-1", "resnet18", "resnet50", "mobilenet-v2-0.5"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Removing_half_of_the_channels_is_certified(string name)
    {
        var graph = Models.Find(name) is var model && name == "lenet" ? model.Build() : model.Build(new ModelOptions { Classes = 10 }.WithSize(64));
        Shake(graph);
        var result = Pruner.Prune(graph, new PruneOptions { Amount = new AllocationOptions { Ratio = 0.5 } });

        var certificate = RemovalCertificate.Issue(
            result, ModelInputs.Noise(graph, InputShapes.Of(graph, new Dictionary<string, Shape>()), 2, seed: 5), new InterpreterRunner(), new RuntimeRunner());

        Assert.True(certificate.Holds, certificate.ToString());
        Assert.True(certificate.SilencedToRemoved < 1e-5 && certificate.InterpreterToDeployment < 1e-5, certificate.ToString());
        Assert.True(Parameters(result.Graph) < 0.5 * Parameters(graph));
    }

    public static TheoryData<string> DenseNames =>
        ["fcn-resnet50", "deeplabv3-mobilenet-v2", "fc-ef", "fc-siam-diff", "unet-0.25", "unet-plus-plus-0.25", "attention-unet-0.25", "non-local-unet",
            "light-unet", "light-siamese", "mobile-siamese", "fc-siam-conc", "snunet-c16", "bit-0.5", "tinycd", "ussfc-net-0.5"];

    [Theory]
    [MemberData(nameof(DenseNames))]
    public void Networks_for_pixels_lose_channels_with_proof(string name)
    {
        var graph = Models.Build(name, new ModelOptions { Classes = 3, Height = 32, Width = 48 });
        Shake(graph);
        var result = Pruner.Prune(graph, new PruneOptions { Amount = new AllocationOptions { Ratio = 0.5 } });

        var certificate = RemovalCertificate.Issue(
            result, ModelInputs.Noise(graph, InputShapes.Of(graph, new Dictionary<string, Shape>()), 1, seed: 5), new InterpreterRunner(), new RuntimeRunner());

        Assert.True(certificate.Holds, certificate.ToString());
        Assert.True(Parameters(result.Graph) < 0.75 * Parameters(graph), $"{Parameters(result.Graph)} of {Parameters(graph)} are left");
    }

    // Fresh networks have zero shifts and unit variances, which would hide mistakes.
    private static void Shake(Graph graph)
    {
        var random = new Random(3);
        foreach (var value in graph.Nodes.Where(n => n.OpType == "BatchNormalization").SelectMany(n => n.Inputs.Skip(1)).OfType<Value>().Distinct())
        {
            graph.SetInitializer(
                value, Tensor.Vector<float>([.. Enumerable.Range(0, (int)value.Constant!.Count).Select(_ => (float)(random.NextDouble() + 0.5))]));
        }
    }

    private static long Parameters(Graph graph) => graph.Initializers.Where(i => i.Type == ElementType.Float).Sum(i => i.Constant!.Count);
}
