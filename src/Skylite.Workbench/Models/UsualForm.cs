using Skylite.Graphs;
using Skylite.Graphs.Passes;

namespace Skylite.Workbench.Models;

/// <summary>
/// Gives networks from elsewhere the form that everything here works with: images [batch, bands, rows, columns], and as the only answer numbers for each class,
/// for each pixel where pixels are classified.
/// </summary>
public static class UsualForm
{
    private static readonly long[] ToChannelsFirst = [0, 3, 1, 2];
    private static readonly long[] ToChannelsLast = [0, 2, 3, 1];

    // What may stand between the numbers of the classes and the output.
    private static readonly HashSet<string> Passing = ["Identity", "Cast", "Squeeze", "Unsqueeze"];

    /// <summary>Leaves one output, the answer, and whatever it depends on.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="name">Name of the output; <see langword="null"/> for the first.</param>
    /// <returns>Names of the outputs that went.</returns>
    /// <exception cref="ArgumentException">There is no such output.</exception>
    public static IReadOnlyList<string> KeepAnswer(Graph graph, string? name)
    {
        var answer = name is null ? graph.Outputs[0] : NearestNames.Find("output", name, graph.Outputs, o => o.Name);
        var others = graph.Outputs.Where(o => o != answer).ToArray();
        foreach (var other in others)
        {
            graph.RemoveOutput(other);
        }

        new RemoveDeadNodes().Apply(graph);
        return [.. others.Select(o => o.Name)];
    }

    /// <summary>
    /// Where a network answers with the number of the likeliest class, or with whether a number lies above a constant, takes what it compares instead: only
    /// that can be blended.
    /// </summary>
    /// <param name="graph">The network.</param>
    /// <returns>The node that decided and went; <see langword="null"/> where there is none.</returns>
    public static Node? LookBeforeDecision(Graph graph)
    {
        var node = graph.Outputs[0].Producer;
        while (node is not null && Passing.Contains(node.OpType))
        {
            node = node.Inputs[0]?.Producer;
        }

        var isAboveConstant = node is { OpType: "Greater" or "GreaterOrEqual", Inputs: [_, { Constant: not null } or { Producer.OpType: "Constant" }] };
        if (node is null || !(isAboveConstant || node.OpType == "ArgMax"))
        {
            return null;
        }

        var compared = node.Input(0);
        Answer(graph, compared, compared.Type, compared.Shape);
        new RemoveDeadNodes().Apply(graph);
        return node;
    }

    /// <summary>
    /// Turns images [batch, rows, columns, bands], as TensorFlow has them, and an answer of this form, into the usual order of axes. Classes are taken to stand
    /// last where there are no more of them than the answer has rows.
    /// </summary>
    /// <param name="graph">The network.</param>
    /// <param name="classAxis">The axis of the answer's classes, where that is known.</param>
    public static void MoveChannels(Graph graph, long? classAxis = null)
    {
        foreach (var image in InputShapes.Fed(graph).Where(i => i.Shape is { Rank: 4 }).ToArray())
        {
            Feed(graph, image);
        }

        if (graph.Outputs[0] is { Shape: { Rank: 4 } shape } answer && StandLast(shape, classAxis))
        {
            var first = answer.Producer is { OpType: "Transpose" } undone && Turns(undone, ToChannelsLast)
                ? undone.Input(0)
                : Transposed(graph, answer, ToChannelsFirst, null);
            Answer(graph, first, answer.Type, Moved(shape));
        }

        new RemoveDeadNodes().Apply(graph);
    }

    /// <summary>Gives an answer [batch, rows, columns], of which each number is that of one class, the axis of classes.</summary>
    /// <param name="graph">The network.</param>
    public static void GiveClassAxis(Graph graph)
    {
        if (graph.Outputs[0].Shape is { Rank: 3 } shape)
        {
            var axis = graph.AddInitializer(graph.FreshName("classes.axis"), Tensor.Vector<long>(1));
            var whole = graph.Apply("Unsqueeze", graph.FreshName("classes"), graph.Outputs[0], axis);
            whole.Type = graph.Outputs[0].Type;
            Answer(graph, whole, whole.Type, new Shape(shape[0], 1, shape[1], shape[2]));
        }
    }

    /// <summary>Interpolates answers for coarser pixels to those of the image, where it is a whole number of times larger.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="file">Its file, for the error.</param>
    /// <param name="answer">Rows and columns that it answers with.</param>
    /// <param name="image">Rows and columns of the image.</param>
    /// <returns>How many times the answer was enlarged; 1 where it had the image's size already.</returns>
    /// <exception cref="InvalidDataException">The image is no whole number of times larger.</exception>
    public static long Enlarge(Graph graph, string file, (long Height, long Width) answer, (long Height, long Width) image)
    {
        if (answer == image)
        {
            return 1;
        }

        var times = image.Height / Math.Max(1, answer.Height);
        if (times < 2 || (answer.Height * times, answer.Width * times) != image)
        {
            throw new InvalidDataException(
                $"'{file}' answers with {answer.Height} × {answer.Width} pixels for an image of {image.Height} × {image.Width}, "
                + "which is no whole number of times as large. State another --size, or export it with its answers resized to the image.");
        }

        var coarse = graph.Outputs[0];
        var scales = graph.AddInitializer(graph.FreshName("enlarge.scales"), Tensor.Vector<float>(1, 1, times, times));
        var fine = graph.Apply("Resize", graph.FreshName("enlarged"), coarse, null, scales);
        fine.Producer!.Attributes.Set("mode", "linear");
        fine.Producer!.Attributes.Set("coordinate_transformation_mode", "half_pixel");
        Answer(graph, fine, coarse.Type, null);
        return times;
    }

    // The answer keeps its name, and whatever was called so gets another.
    private static void Answer(Graph graph, Value value, ElementType type, Shape? shape)
    {
        var old = graph.Outputs[0];
        var name = old.Name;
        graph.RemoveOutput(old);
        graph.Rename(old, graph.FreshName(name + ".before"));
        graph.Rename(value, name);
        (value.Type, value.Shape) = (type, shape);
        graph.AddOutput(value);
    }

    private static bool StandLast(Shape answer, long? classAxis) => classAxis is { } axis
        ? answer.Axis(axis) == 3
        : answer[3].IsKnown && (!answer[1].IsKnown || answer[3].Length <= answer[1].Length);

    private static bool Turns(Node node, long[] axes) => node.Attributes.Ints("perm") is { } own && own.SequenceEqual(axes);

    // The exporter's own transposition back goes with it.
    private static void Feed(Graph graph, Value last)
    {
        var name = last.Name;
        graph.Rename(last, graph.FreshName(name + ".channels-last"));
        var first = graph.AddInput(name, last.Type, Moved(last.Shape!));
        foreach (var undone in last.Uses.Select(u => u.Node).Where(n => n.OpType == "Transpose" && Turns(n, ToChannelsFirst)).ToArray())
        {
            graph.ReplaceUses(undone.Output(0), first);
            graph.RemoveNode(undone);
        }

        if (last.Uses.Count > 0)
        {
            graph.ReplaceUses(last, Transposed(graph, first, ToChannelsLast, graph.Nodes[0]));
        }

        graph.RemoveInput(last);
    }

    private static Value Transposed(Graph graph, Value value, long[] axes, Node? before)
    {
        var result = graph.AddValue(graph.FreshName(value.Name + ".transposed"));
        graph.AddNode("Transpose", [value], [result], before: before).Attributes.Set("perm", axes);
        return result;
    }

    private static Shape Moved(Shape last) => new(last[0], last[3], last[1], last[2]);
}
