using Skylite.Graphs;
using Skylite.Tests.Native.Training;
using Skylite.Zoo;
using Skylite.Zoo.Blocks;

namespace Skylite.Tests.Native.Zoo;

/// <summary>Every building block against PyTorch's computation of its paper's formula, with weights and input of sine waves.</summary>
public sealed class BlockReferenceTests
{
    private const int Channels = 16;
    private const int Height = 6;
    private const int Width = 5;

    // Sum of magnitudes, and seven elements: printed by bench/zoo/blocks.py.
    public static TheoryData<string, double, double[]> References => new()
    {
        { "squeeze-excite", 321.5522, [0.384161, 0.139783, -0.133960, -0.363153, -0.672044, -0.507696, -0.731476] },
        { "cbam", 165.9157, [0.290942, 0.042354, -0.112147, -0.182759, -0.296040, -0.344306, -0.349262] },
        { "residual-attention", 519.8583, [0.373673, 0.695853, 0.000000, 0.000000, 0.000000, 0.000000, 0.000000] },
        { "dual-attention", 664.8653, [0.763981, 0.158250, -0.264737, -0.668137, -1.586127, -0.655277, -1.394631] },
        { "criss-cross", 683.6197, [0.675554, 0.271322, -0.348556, -0.841726, -2.056737, -1.557310, -1.052261] },
        { "non-local", 678.6955, [1.006370, 0.423021, 0.097773, -1.014354, -0.344149, -1.603846, -0.455343] },
        { "global-context", 657.6762, [0.771803, 0.432203, -0.246057, -0.945959, -0.616519, -1.759977, -0.709946] },
        { "simam", 437.7595, [0.511474, 0.171108, -0.166243, -0.505732, -0.807208, -0.972991, -0.901141] },
        { "spatial-spectral", 476.5769, [0.545768, 0.171973, -0.168290, -0.539560, -0.900782, -1.100847, -1.014729] },
        { "external-attention", 357.3435, [1.335338, 0.043521, 0.307872, 0.000000, 0.000000, 0.000000, 0.000000] },
        { "aspp", 160.1814, [0.000000, 0.000000, 0.307510, 0.261747, 0.000000, 0.135094, 0.000000] },
        { "multi-scale-decoupled", 172.3909, [0.000000, 0.117943, 0.000000, 0.426278, 0.000000, 0.322744, 0.000000] },
        { "ghost", 199.2295, [0.000000, 0.000000, 0.000000, 0.054314, 1.046426, 0.000000, 0.063629] },
        { "depthwise-separable", 125.8802, [0.426100, 0.000000, 0.428613, 0.000000, 0.000000, 0.210282, 0.076393] },
        { "asymmetric", 323.4136, [1.453613, 0.000000, 0.163770, 0.164675, 0.000000, 0.000000, 0.000000] },
        { "dilated", 180.2902, [0.000000, 0.464924, 0.000000, 0.000000, 0.099376, 0.270353, 0.000000] },
        { "channel-shuffle", 328.8576, [1.063966, 0.000000, 0.014034, 0.000000, 0.000000, 0.000000, 0.000000] },
        { "deformable", 158.4055, [0.000000, 0.483775, 0.000000, 0.337457, 0.000000, 0.217717, 0.000000] },
    };

    [Fact]
    public void Every_block_has_a_reference() =>
        Assert.Equal(BlockCatalogue.All.Select(b => b.Id).Order(), References.Select(row => (string)row[0]).Order());

    [Theory]
    [MemberData(nameof(References))]
    public void A_block_computes_its_formula_in_both_engines(string id, double sum, double[] samples)
    {
        var graph = Graph(id);
        var feeds = new Dictionary<string, Tensor> { ["input"] = Image() };

        foreach (var output in new[] { OrtOracle.RunOrt(graph, feeds)[0], OrtOracle.RunInterpreter(graph, feeds)[0] })
        {
            Assert.All(samples.Index(), s => Assert.Equal(s.Item, output[((s.Index * 137) + 41) % output.Length], 1e-4));
            Assert.Equal(1, output.Sum(v => Math.Abs((double)v)) / sum, 1e-4);
        }
    }

    [Theory]
    [InlineData("criss-cross")]
    [InlineData("global-context")]
    [InlineData("non-local")]
    public void A_block_that_begins_as_the_identity_leaves_the_image_alone(string id)
    {
        var image = Image();
        Assert.Equal(image.ToSingle(), OrtOracle.RunInterpreter(Fresh(id), new Dictionary<string, Tensor> { ["input"] = image })[0]);
    }

    private static Graph Fresh(string id)
    {
        var graph = new Graph(id);
        var input = graph.AddInput("input", ElementType.Float, new Shape(Dimension.Named("batch"), Channels, Height, Width));
        graph.AddOutput(BlockCatalogue.Named(id).Add(new NetworkBuilder(graph, new ModelOptions()), "block", input));
        return graph;
    }

    private static Graph Graph(string id)
    {
        var graph = Fresh(id);
        foreach (var weight in graph.Initializers.Where(v =>
            v.Type == ElementType.Float && v.Constant!.Rank > 0 && !v.Name.EndsWith(".scales", StringComparison.Ordinal)))
        {
            var offset = weight.Name.Sum(c => c) % 100;
            var raise = weight.Name.EndsWith("running_var", StringComparison.Ordinal) ? 1 : 0;
            graph.SetInitializer(weight, Wave(weight.Constant!.Dimensions, i => (0.5 * Math.Sin((0.7 * i) + offset)) + raise));
        }

        return graph;
    }

    private static Tensor Image() => Wave([2, Channels, Height, Width], i => Math.Sin(0.37 * i) + (0.3 * Math.Cos(1.7 * i)));

    private static Tensor Wave(ReadOnlySpan<long> dimensions, Func<int, double> wave) =>
        Tensor.Create<float>([.. Enumerable.Range(0, (int)Shape.Of(dimensions).ElementCount).Select(i => (float)wave(i))], dimensions);
}
