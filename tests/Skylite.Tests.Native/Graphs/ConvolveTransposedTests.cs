using Skylite.Graphs;
using Skylite.Graphs.Passes;
using Skylite.Tests.Native.Training;

namespace Skylite.Tests.Native.Graphs;

public sealed class ConvolveTransposedTests
{
    public static TheoryData<int, int, int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int, int, int, int>();
            foreach (var stride in new[] { 1, 2, 3 })
            {
                foreach (var kernel in new[] { 1, 2, 3, 4, 5 })
                {
                    foreach (var (pad, extra) in new[] { (0, 0), (1, 0), (1, 1), (2, 1) })
                    {
                        // The standard allows no more, and the result must have the phases' size.
                        if (extra < stride && pad < kernel && (extra + kernel - stride - (2 * pad)) % stride == 0)
                        {
                            shapes.Add(stride, kernel, pad, extra, stride == 3 ? 2 : 1);
                        }
                    }
                }
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_convolution_computes_what_the_transposed_one_does(int stride, int kernel, int pad, int extra, int group)
    {
        foreach (var (biased, clipped) in new[] { (true, false), (false, true) })
        {
            var graph = Network(stride, kernel, pad, extra, group, biased, clipped);
            var feeds = new Dictionary<string, Tensor> { ["x"] = OrtOracle.Noise(1, 2, 4, 5, 6) };
            var expected = OrtOracle.RunOrt(graph, feeds);

            var rewritten = new ConvolveTransposed().Apply(graph);

            // A kernel that ends before the last phase would need less than no padding.
            Assert.Equal(graph.Nodes.Any(n => n.OpType == "Conv") ? 1 : 0, rewritten);
            Assert.True(rewritten == 1 || kernel < stride || pad > 0, "a usual shape was left alone");
            OrtOracle.AssertClose(expected[0], OrtOracle.RunOrt(graph, feeds)[0], 1e-5, "y");
            OrtOracle.AssertSame(graph, feeds);
            Assert.Empty(GraphCheck.Problems(graph));
            if (rewritten == 1 && clipped && stride > 1)
            {
                Assert.Equal(["Conv", "Relu", "DepthToSpace"], graph.Nodes.Select(n => n.OpType).Take(3));
            }
        }
    }

    [Theory]
    [InlineData("output_shape")]
    [InlineData("dilations")]
    [InlineData("auto_pad")]
    [InlineData("odd size")]
    public void What_the_phases_do_not_fit_stays(string what)
    {
        var graph = Network(2, what == "odd size" ? 3 : 2, 0, 0, 1, biased: true, clipped: false);
        var attributes = graph.Nodes[0].Attributes;
        switch (what)
        {
            case "output_shape":
                attributes.Set(what, [10L, 12]);
                break;
            case "dilations":
                attributes.Set(what, [2L, 2]);
                break;
            case "auto_pad":
                attributes.Set(what, "SAME_UPPER");
                break;
        }

        Assert.Equal(0, new ConvolveTransposed().Apply(graph));
        Assert.Equal("ConvTranspose", graph.Nodes[0].OpType);
    }

    private static Graph Network(int stride, int kernel, int pad, int extra, int group, bool biased, bool clipped)
    {
        const int Inputs = 4, Outputs = 6;
        var graph = new Graph("transposed");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(2, Inputs, 5, 6));
        var w = graph.AddInitializer("w", OrtOracle.Noise(2, Inputs, Outputs / group, kernel, kernel));
        var y = biased
            ? graph.Apply("ConvTranspose", "up", x, w, graph.AddInitializer("b", OrtOracle.Noise(3, Outputs)))
            : graph.Apply("ConvTranspose", "up", x, w);
        var attributes = y.Producer!.Attributes;
        attributes.Set("strides", [(long)stride, stride]);
        attributes.Set("pads", [(long)pad, pad, pad, pad]);
        attributes.Set("output_padding", [(long)extra, extra]);
        attributes.Set("group", group);
        var last = clipped ? graph.Apply("Neg", "neg", graph.Apply("Relu", "relu", y)) : y;
        last.Type = ElementType.Float;
        graph.AddOutput(last);
        new ShapeInference().Apply(graph);
        return graph;
    }
}
