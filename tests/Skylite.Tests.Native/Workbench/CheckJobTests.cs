using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Tests.Native.Torch;
using Skylite.Workbench.Inspection;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Pruning;

namespace Skylite.Tests.Native.Workbench;

[Collection(TorchAlone.Name)]
public sealed class CheckJobTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-check-").FullName;

    [Fact]
    public void A_network_of_the_zoo_can_be_used_for_everything()
    {
        var check = CheckJob.Run(new CheckOptions { Model = Write(Skylite.Zoo.Models.Build("squeezenet1-1")), Shapes = new Dictionary<string, Shape>() });

        Assert.True(check.IsUsable, string.Join(' ', check.Problems));
        Assert.InRange(check.Agreement!.Value, 0, 1e-4);
        Assert.True(check.Reached > 0);
        Assert.Equal(check.Trainable, check.Reached);
        Assert.True(check.FreeChannels > 0);
        Assert.Contains(check.Operators, o => o is { Operator: "Conv", Read: true, Run: true } && o.Carry > 0 && o.Quantize == o.Count);
        Assert.Equal(check.Operators.Sum(o => o.Count), OnnxReader.Read(check.File).Nodes.Count);
    }

    [Fact]
    public void Outputs_that_do_not_depend_on_the_input_are_remarked_upon()
    {
        var graph = Skylite.Zoo.Models.Build("lenet", new Skylite.Zoo.ModelOptions { Classes = 4 });
        Assert.DoesNotContain(Check(graph).Notes, Remarks);
        foreach (var weight in graph.Initializers.Where(v => v.Constant!.Dimensions is [4, ..]).ToArray())
        {
            graph.SetInitializer(weight, Tensor.Create(new float[weight.Constant!.Count], weight.Constant.Dimensions));
        }

        Assert.Contains(Check(graph).Notes, Remarks);

        ModelCheck Check(Graph graph) => CheckJob.Run(new CheckOptions { Model = Write(graph), Shapes = new Dictionary<string, Shape>() });
        static bool Remarks(string note) => note.Contains("the same for 2 different inputs", StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_operator_is_named_and_can_be_allowed()
    {
        var model = Write(Contributed());
        var refused = CheckJob.Run(new CheckOptions { Model = model });
        Assert.False(refused.IsUsable);
        Assert.Contains(
            refused.Problems, p => p.Contains("'act'", StringComparison.Ordinal) && p.Contains("com.microsoft::QuickGelu", StringComparison.Ordinal));
        Assert.Contains(refused.Operators, o => o is { Operator: "com.microsoft::QuickGelu", Run: false, Pin: 1 });

        var allowed = CheckJob.Run(new CheckOptions { Model = model, AllowOpaque = true });
        Assert.True(allowed.IsUsable, string.Join(' ', allowed.Problems));
        Assert.NotNull(allowed.Agreement);
    }

    [Fact]
    public void Opaque_nodes_keep_their_channels_when_the_rest_is_pruned()
    {
        var options = new PruneJobOptions
        {
            Model = Write(Contributed()),
            Out = Path.Combine(_folder, "pruned.onnx"),
            Settings = new PruneSettings { Align = 1 },
            BenchmarkTime = TimeSpan.FromMilliseconds(10),
        };
        Assert.Contains("--allow-opaque", Assert.Throws<NotSupportedException>(() => PruneJob.Run(options)).Message, StringComparison.Ordinal);
        var figures = PruneJob.Run(options with { AllowOpaque = true });
        Assert.True(figures.Certificate!.Holds);
        Assert.Equal(4, Assert.Single(figures.Families).After);
    }

    [Fact]
    public void Groups_name_makers_readers_and_what_lies_between()
    {
        var inspection = ChannelInspection.Of(Write(Contributed()), _ => Skylite.Graphs.Channels.ChannelOptions.Default, new Dictionary<string, Shape>());

        var group = Assert.Single(inspection.Groups);
        Assert.Equal((8, 1), (group.Channels, group.Together));
        Assert.Equal(["first"], group.Producers);
        Assert.Equal(["second"], group.Consumers);
        Assert.Equal(["relu"], group.Through);
        Assert.Equal((8 * 3) + (4 * 8), group.Parameters);
        Assert.Equal(25 * ((8 * 3) + (4 * 8)), group.Macs);
        Assert.Contains(inspection.Pinned, p => p.Nodes.Contains("second") && p.Reason.Contains("'act'", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Graph Contributed()
    {
        var graph = new Graph("contributed");
        graph.Domains["com.microsoft"] = 1;
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(1, 3, 5, 5));
        var (a, b, c, d, y) = (graph.AddValue("a"), graph.AddValue("b"), graph.AddValue("c"), graph.AddValue("d"), graph.AddValue("y"));
        graph.AddNode("Conv", [x, Weights(graph, "w1", 8, 3)], [a], "first");
        graph.AddNode("Relu", [a], [b], "relu");
        graph.AddNode("Conv", [b, Weights(graph, "w2", 4, 8)], [c], "second");
        graph.AddNode("com.microsoft", "QuickGelu", [c], [d], "act");
        (d.Type, d.Shape) = (ElementType.Float, Shape.Of(1, 4, 5, 5));
        graph.AddNode("Conv", [d, Weights(graph, "w3", 2, 4)], [y], "third");
        graph.AddOutput(y);
        return graph;
    }

    private static Value Weights(Graph graph, string name, int outputs, int inputs)
    {
        var random = new Random(name[^1]);
        return graph.AddInitializer(
            name, Tensor.Create<float>([.. Enumerable.Range(0, outputs * inputs).Select(_ => random.NextSingle() - 0.5f)], outputs, inputs, 1, 1));
    }

    private string Write(Graph graph)
    {
        ShapeInference.Run(graph);
        var path = Path.Combine(_folder, graph.Name + ".onnx");
        OnnxWriter.Write(graph, path);
        return path;
    }
}
