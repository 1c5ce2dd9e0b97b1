using Skylite.Native.OnnxRuntime;
using Skylite.Workbench.Quantization;

namespace Skylite.Tests.Native.Quantization;

public sealed class RuntimeActivationSourceTests
{
    [Theory]
    [InlineData(11, new[] { 8L, 3 })]
    [InlineData(16, new[] { 8L, 8 })]
    [InlineData(500, new[] { 8L, 8, 8, 8 })]
    public void No_more_samples_are_run_than_asked_for(int wish, long[] counts)
    {
        var data = new NoiseBatches();
        var graph = SmallNetworks.Residual();
        var name = graph.Outputs[0].Name;
        var one = new SessionOptions { IntraOpNumThreads = 1 };

        var capped = new RuntimeActivationSource(data, wish, one).Read(graph, [name])
            .Select(b => (Count: b.Shape(name)[0], Values: b.Data(name).ToArray())).ToArray();

        Assert.Equal(counts, capped.Select(b => b.Count));
        Assert.Equal(counts.Length, data.Served);
        var whole = new RuntimeActivationSource(data, options: one).Read(graph, [name]).SelectMany(b => b.Data(name).ToArray()).ToArray();
        Assert.All(capped.SelectMany(b => b.Values).Zip(whole), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }
}
