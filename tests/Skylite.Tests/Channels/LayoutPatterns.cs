using Skylite.Graphs;

namespace Skylite.Tests.Channels;

/// <summary>Patterns that move channels about: slices, blocks, rolls, other memory orders.</summary>
internal static class LayoutPatterns
{
    public static IReadOnlyDictionary<string, (Func<Graph> Build, int Groups)> All { get; } = new Dictionary<string, (Func<Graph>, int)>
    {
        ["chunk in three"] = (ChunkInThree, 9),
        ["equal split without lengths"] = (EqualSplit, 4),
        ["rolled channels"] = (Rolled, 6),
        ["focus by strided slices"] = (Focus, 4 + 5),
        ["space to depth by reshape"] = (SpaceToDepthByReshape, 4),
        ["flatten in the order of tensorflow"] = (ChannelsLast, 4 + 5),
        ["maxout"] = (MaxOut, 4),
        ["gated linear unit by slices"] = (GatedSlices, 5),
        ["shuffle in three groups"] = (() => Shuffle(3), 3),
        ["depthwise multiplier, then pixel shuffle"] = (MultipliedShuffle, 2),
        ["multiplier slices to different readers"] = (MultiplierSlices, 4),
        ["grouped convolution after concatenation"] = (GroupedJoin, 2),
        ["stacked grouped convolutions"] = (GroupedStack, 4),
        ["unsqueeze, concat, reduce"] = (StackAndSum, 6),
        ["mask chooses between two"] = (Choose, 6),
        ["smallest of two"] = (Smallest, 6),
        ["per-channel constants"] = (Constants, 6),
        ["weight in a Cast"] = (CastWeight, 7),
        ["shared bias"] = (SharedBias, 5),
        ["nested reshapes"] = (NestedReshapes, 6),
        ["squeeze and unsqueeze"] = (Squeezed, 6),
        ["per-sample rows"] = (Rows, 6 + 5),
        ["outer product of gates"] = (OuterGates, 6 + 2 + 2),
        ["padded residual"] = (PaddedShortcut, 4 + 5 + 2),
    };

    private static Graph ChunkInThree()
    {
        var s = new GraphSketch();
        var parts = s.Split(s.Conv(s.Input(2, 3, 4, 4), 3, 9), 1, 2, 3, 4);
        return s.Output(s.Conv(s.Relu(parts[0]), 2, 2), s.Conv(s.Apply("Sigmoid", parts[1]), 3, 2), s.Conv(s.Concat(1, parts[2], parts[0]), 6, 1));
    }

    private static Graph EqualSplit()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(2, 3, 4, 4), 3, 8);
        Value[] halves = [s.Graph.AddValue("left"), s.Graph.AddValue("right")];
        s.Graph.AddNode("Split", [x], halves, "halve").Attributes.Set("axis", 1);
        return s.Head(s.Apply("Max", halves[0], halves[1]), 4);
    }

    private static Graph Rolled()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(1, 3, 4, 4), 3, 6);
        var rolled = s.Concat(1, s.Slice(x, 2, 6, 1), s.Slice(x, 0, 2, 1));
        return s.Output(s.Conv(rolled, 6, 2), s.Conv(x, 6, 2));
    }

    private static Graph Focus()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(1, 3, 4, 4), 3, 4);
        Value At(int row, int column) => s.Slice(s.Slice(x, row, 4, 2, 2), column, 4, 3, 2);
        return s.Head(s.Block(s.Concat(1, At(0, 0), At(1, 0), At(0, 1), At(1, 1)), 16, 5), 5);
    }

    private static Graph SpaceToDepthByReshape()
    {
        var s = new GraphSketch();
        var x = s.Reshape(s.Block(s.Input(2, 3, 4, 4), 3, 4), -1, 4, 2, 2, 2, 2);
        return s.Head(s.Reshape(s.Transpose(x, 0, 1, 3, 5, 2, 4), -1, 16, 2, 2), 16);
    }

    private static Graph ChannelsLast()
    {
        var s = new GraphSketch();
        var x = s.Transpose(s.Block(s.Input(2, 3, 3, 3), 3, 4), 0, 2, 3, 1);
        x = s.Reshape(s.Apply("Add", x, s.Random("bias", 4)), -1, 36);
        return s.Output(s.MatMul(s.Relu(s.MatMul(x, 36, 5)), 5, 3));
    }

    private static Graph MaxOut()
    {
        var s = new GraphSketch();
        var x = s.Reshape(s.Conv(s.Input(2, 3, 4, 4), 3, 8), 0, 4, 2, 4, 4);
        return s.Head(s.Reshape(s.Apply("ReduceMax", [x], ("axes", new long[] { 2 })), 0, 4, 4, 4), 4);
    }

    private static Graph GatedSlices()
    {
        var s = new GraphSketch();
        var x = s.Conv(s.Input(2, 3, 4, 4), 3, 10);
        return s.Head(s.Apply("Mul", s.Slice(x, 0, 5, 1), s.Apply("Sigmoid", s.Slice(x, 5, 10, 1))), 5);
    }

    private static Graph Shuffle(int groups)
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(2, 3, 4, 4), 3, 6);
        x = s.Reshape(s.Transpose(s.Reshape(x, 0, groups, 6 / groups, 4, 4), 0, 2, 1, 3, 4), 0, 6, 4, 4);
        return s.Head(s.Relu(x), 6);
    }

    // Every input channel becomes one 2 × 2 block of pixels.
    private static Graph MultipliedShuffle()
    {
        var s = new GraphSketch();
        var x = s.Conv(s.Block(s.Input(1, 3, 3, 3), 3, 2), 2, 8, 3, group: 2);
        return s.Head(s.Apply("DepthToSpace", [x], ("blocksize", 2L), ("mode", "CRD")), 2);
    }

    private static Graph MultiplierSlices()
    {
        var s = new GraphSketch();
        var x = s.Conv(s.Block(s.Input(1, 3, 3, 3), 3, 4), 4, 8, 3, group: 4);
        return s.Output(s.Conv(s.Slice(x, 0, 8, 1, 2), 4, 2), s.Conv(s.Slice(x, 1, 8, 1, 2), 4, 2));
    }

    // The first branch is one group and cannot go as a whole.
    private static Graph GroupedJoin()
    {
        var s = new GraphSketch();
        var x = s.Input(1, 3, 4, 4);
        var joined = s.Concat(1, s.Block(x, 3, 2), s.Block(x, 3, 4));
        return s.Head(s.Relu(s.Conv(joined, 6, 6, 3, group: 3)), 6);
    }

    private static Graph GroupedStack()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(1, 3, 4, 4), 3, 8);
        x = s.Relu(s.Conv(x, 8, 8, 3, group: 4));
        return s.Head(s.Relu(s.Conv(x, 8, 16, 1, group: 8)), 16);
    }

    private static Graph StackAndSum()
    {
        var s = new GraphSketch();
        var x = s.Input(1, 3, 4, 4);
        Value Layer(int size) => s.Apply("Unsqueeze", s.Conv(x, 3, 6, size), s.Ints(1));
        return s.Head(s.Apply("Squeeze", s.Apply("ReduceSum", s.Concat(1, Layer(1), Layer(3), Layer(1)), s.Ints(1)), s.Ints(1)), 6);
    }

    private static Graph Choose()
    {
        var s = new GraphSketch();
        var x = s.Input(1, 3, 4, 4);
        var mask = s.Graph.AddInitializer(
            "mask", Tensor.Create<bool>([true, false, false, true, true, true, false, true, false, false, true, true, false, true, false, false], 1, 1, 4, 4));
        return s.Head(s.Apply("Where", mask, s.Conv(x, 3, 6), s.Conv(x, 3, 6, 3)), 6);
    }

    private static Graph Smallest()
    {
        var s = new GraphSketch();
        var x = s.Input(1, 3, 4, 4);
        return s.Head(s.Apply("Min", s.Conv(x, 3, 6), s.Conv(x, 3, 6, 3)), 6);
    }

    private static Graph Constants()
    {
        var s = new GraphSketch();
        var x = s.Apply("Mul", s.Conv(s.Input(1, 3, 4, 4), 3, 6), s.Constant(6, 1, 1));
        return s.Head(s.Relu(s.Apply("Add", x, s.Constant(1, 6, 1, 1))), 6);
    }

    private static Graph CastWeight()
    {
        var s = new GraphSketch();
        var weight = s.Apply("Cast", [s.Random("weight", 4, 7)], ("to", 1L));
        return s.Output(s.Apply("MatMul", s.Relu(s.Apply("MatMul", s.Input(2, 4), weight)), s.Apply("Identity", s.Random("weight", 7, 3))));
    }

    // One bias for two layers ties their channels.
    private static Graph SharedBias()
    {
        var s = new GraphSketch();
        var bias = s.Random("bias", 5);
        var x = s.Relu(s.Apply("Conv", s.Input(1, 3, 4, 4), s.Random("weight", 5, 3, 1, 1), bias));
        return s.Head(s.Relu(s.Apply("Conv", x, s.Random("weight", 5, 5, 1, 1), bias)), 5);
    }

    private static Graph NestedReshapes()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(2, 3, 4, 4), 3, 6);
        x = s.Reshape(s.Reshape(s.Reshape(x, 2, 6, 16), 2, 6, 2, 8), 2, 6, 4, 4);
        return s.Head(x, 6);
    }

    private static Graph Squeezed()
    {
        var s = new GraphSketch();
        var x = s.Apply("Squeeze", s.Apply("GlobalAveragePool", s.Block(s.Input(2, 3, 4, 4), 3, 6)), s.Ints(2, 3));
        var gate = s.Apply("Unsqueeze", s.Apply("Sigmoid", x), s.Ints(2, 3));
        return s.Head(gate, 6);
    }

    private static Graph Rows()
    {
        var s = new GraphSketch();
        var x = s.Relu(s.Norm(s.Gemm(s.Input(4, 3), 3, 6), 6));
        return s.Output(s.Gemm(s.Relu(s.Gemm(s.Reshape(x, 2, 12), 12, 5)), 5, 3));
    }

    // Gates along rows and columns, as coordinate attention computes them.
    private static Graph OuterGates()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(1, 3, 4, 4), 3, 6);
        Value Gate(long axis) => s.Apply("Sigmoid", s.Conv(s.Relu(s.Conv(s.Apply("ReduceMean", [x], ("axes", new[] { axis })), 6, 2)), 2, 6));
        return s.Head(s.Apply("Mul", s.Apply("Mul", x, Gate(2)), Gate(3)), 6);
    }

    // The shortcut grows by zeros (He et al. 2016, option A); the new channels are made by the layer alone.
    private static Graph PaddedShortcut()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(1, 3, 4, 4), 3, 4);
        var wide = s.Apply("Pad", x, s.Ints(0, 1, 0, 0, 0, 1, 0, 0));
        return s.Head(s.Relu(s.Apply("Add", s.Conv(s.Block(x, 4, 5), 5, 6), wide)), 6);
    }
}
