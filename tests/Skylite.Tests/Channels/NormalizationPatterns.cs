using Skylite.Graphs;

namespace Skylite.Tests.Channels;

/// <summary>Patterns of normalisations, in one node and written out, with the number of groups that are free exactly and by approximation.</summary>
internal static class NormalizationPatterns
{
    public static IReadOnlyDictionary<string, (Func<Graph> Build, int Exact, int Approximate)> Approximated { get; } =
        new Dictionary<string, (Func<Graph>, int, int)>
        {
            ["layer normalisation"] = (() => TokenPatterns.Block(), 4 + 4 + 10, 6 + 4 + 4 + 10),
            ["layer normalisation, written out"] = (() => TokenPatterns.Block((s, x) => WrittenOut(s, x, -1, 6)), 4 + 4 + 10, 6 + 4 + 4 + 10),
            ["layer normalisation, written out by products"] = (() => TokenPatterns.Block((s, x) => WrittenOut(s, x, -1, 6, product: true)),
                4 + 4 + 10, 6 + 4 + 4 + 10),
            ["root mean square"] = (() => TokenPatterns.Block(RootMeanSquare), 4 + 4 + 10, 6 + 4 + 4 + 10),
            ["channels normalised in place"] = (ChannelsFirst, 8, 6 + 8),
            ["vision transformer"] = (() => TokenPatterns.Patches(), 3 + 3 + 7, 6 + 3 + 3 + 7),
            ["group normalisation of few wide groups"] = (() => Grouped(2, 6), 2, 6),
            ["group normalisation of many groups"] = (() => Grouped(4, 2), 4, 4),
            ["one group"] = (() => Grouped(1, 6), 0, 6),
            ["mean over channels that is no normalisation"] = (PlainMean, 0, 0),
        };

    public static IReadOnlyDictionary<string, (Func<Graph> Build, int Groups)> All { get; } = Approximated
        .Select(p => ($"{p.Key}, exactly", (p.Value.Build, p.Value.Exact)))
        .Concat([
            ("unit length by LpNormalization", (UnitLength, 6)),
            ("unit length of loud channels", (LoudUnitLength, 0)),
            ("batch normalisation of rows", (Rows, 6)),
            ("normalised over everything", (OverEverything, 0)),
        ])
        .ToDictionary(p => p.Item1, p => p.Item2);

    private static Value WrittenOut(GraphSketch s, Value x, long axis, int width, bool product = false)
    {
        var centred = s.Apply("Sub", x, s.Apply("ReduceMean", [x], ("axes", new[] { axis })));
        var square = product ? s.Apply("Mul", centred, centred) : s.Apply("Pow", centred, s.Number(2));
        var deviation = s.Apply("Sqrt", s.Apply("Add", s.Apply("ReduceMean", [square], ("axes", new[] { axis })), s.Number(1e-5f)));
        long[] dims = axis == -1 ? [width] : [width, 1, 1];
        return s.Apply("Add", s.Apply("Mul", s.Apply("Div", centred, deviation), s.Random("scale", dims)), s.Random("shift", dims));
    }

    private static Value RootMeanSquare(GraphSketch s, Value x)
    {
        var mean = s.Apply("ReduceMean", [s.Apply("Pow", x, s.Number(2))], ("axes", new long[] { -1 }));
        return s.Apply("Mul", s.Apply("Mul", x, s.Apply("Reciprocal", s.Apply("Sqrt", s.Apply("Add", mean, s.Number(1e-5f))))), s.Random("scale", 6));
    }

    // As ConvNeXt spells it for images.
    private static Graph ChannelsFirst()
    {
        var s = new GraphSketch();
        var x = s.Conv(s.Input(1, 3, 4, 4), 3, 6);
        x = s.Apply("Add", x, s.Conv(s.Relu(s.Conv(WrittenOut(s, s.Conv(x, 6, 6, 3, group: 6), 1, 6), 6, 8)), 8, 6));
        return s.Head(x, 6);
    }

    private static Graph Grouped(int groups, int width)
    {
        var s = new GraphSketch();
        var channels = groups * width;
        var x = s.Reshape(s.Conv(s.Input(2, 3, 4, 4), 3, channels), 0, groups, -1);
        x = s.Reshape(s.Apply("InstanceNormalization", x, s.Random("one", groups), s.Random("zero", groups)), 0, channels, 4, 4);
        return s.Head(s.Apply("Add", s.Apply("Mul", x, s.Random("scale", channels, 1, 1)), s.Random("shift", channels, 1, 1)), channels);
    }

    private static Graph PlainMean()
    {
        var s = new GraphSketch();
        return s.Output(s.Apply("ReduceMean", [s.Relu(s.Conv(s.Input(1, 3, 4, 4), 3, 6))], ("axes", new long[] { 1 })));
    }

    private static Graph UnitLength()
    {
        var s = new GraphSketch();
        return s.Head(s.Apply("LpNormalization", [s.Conv(s.Input(1, 3, 4, 4), 3, 6)], ("axis", 1L)), 6);
    }

    private static Graph LoudUnitLength()
    {
        var s = new GraphSketch();
        return s.Head(s.Apply("LpNormalization", [s.Apply("Sigmoid", s.Conv(s.Input(1, 3, 4, 4), 3, 6))], ("axis", 1L)), 6);
    }

    private static Graph Rows()
    {
        var s = new GraphSketch();
        return s.Output(s.Gemm(s.Relu(s.Norm(s.MatMul(s.Input(4, 3), 3, 6), 6)), 6, 2));
    }

    private static Graph OverEverything()
    {
        var s = new GraphSketch();
        var x = s.Conv(s.Input(1, 3, 2, 2), 3, 4);
        return s.Head(WrittenOut(s, s.Reshape(x, 1, 16), -1, 16) is var flat ? s.Reshape(flat, 1, 4, 2, 2) : x, 4);
    }
}
