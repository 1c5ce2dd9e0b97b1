using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Inference;
using Skylite.Native.OnnxRuntime;
using Skylite.Tests.Native.Quantization;
using Skylite.Workbench.Proof;

namespace Skylite.Tests.Native.Inference;

public sealed class GraphModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-graph-model-").FullName;

    private GraphModelOptions Small => new() { LargestInMemory = 1000, Folder = _folder };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_model_that_fits_stays_in_memory()
    {
        var graph = SmallNetworks.Residual();
        using var model = new GraphModel(graph, "small", Small with { LargestInMemory = OnnxWriter.SizeOf(graph) });
        Assert.Null(model.Source.Path);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void A_larger_one_is_a_file_with_its_weights_beside_it_until_it_is_disposed()
    {
        using (var model = new GraphModel(SmallNetworks.Residual(), "large", Small))
        {
            Assert.StartsWith(_folder, model.Source.Path, StringComparison.Ordinal);
            Assert.True(new FileInfo(model.Source.Path + ".data").Length > 10 * model.Source.Size);
            Assert.Equal("large", model.Source.Name);
            Assert.True(Latency.Measure([model.Source], new LatencyOptions { TimeBudget = TimeSpan.Zero, MinimumTurns = 1, WarmUp = 0 })[0].Median > 0);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void A_session_computes_the_same_after_its_file_is_gone()
    {
        var graph = SmallNetworks.Residual();
        var input = Tensor.Create<float>([.. Enumerable.Range(0, 3 * 32 * 32).Select(i => MathF.Sin(i))], 1, 3, 32, 32);
        using var inMemory = new RuntimeRunner();
        using var inFile = new RuntimeRunner(Small);
        var expected = inMemory.Run(graph, [input])[0].ToArray<float>();

        Assert.Equal(expected, inFile.Run(graph, [input])[0].ToArray<float>());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        Assert.Equal(expected, inFile.Run(graph, [input])[0].ToArray<float>());
        inFile.Forget(graph);
        Assert.Equal(expected, inFile.Run(graph, [input])[0].ToArray<float>());
    }

    [Fact]
    public void Nothing_is_left_of_a_model_that_the_runtime_refuses()
    {
        var graph = SmallNetworks.Residual();
        graph.Nodes[0].Attributes.Set("strides", [0L, -1]);
        Assert.Throws<OrtException>(() => GraphModel.Open(graph, "broken", options: Small));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void Nothing_is_left_of_a_model_that_cannot_be_written()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, string.Empty);
        Assert.ThrowsAny<IOException>(() => new GraphModel(SmallNetworks.Residual(), "nowhere", Small with { Folder = file }));
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(_folder));
    }
}
