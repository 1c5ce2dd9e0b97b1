using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Channels;

/// <summary>Corrects a Slice whose input lost channels.</summary>
internal static class SliceAdjustment
{
    /// <summary>Moves starts and ends; where steps skip channels unevenly, a Gather before the node picks them instead.</summary>
    public static void Adjust(Node node, ChannelCut cut)
    {
        if (SliceRange.Read(node) is not { } ranges)
        {
            return;
        }

        var changed = false;
        var data = node.Input(0);
        for (var i = 0; i < ranges.Length; i++)
        {
            if (cut.NewIndices(data, ranges[i].Axis) is { } indices)
            {
                ranges[i] = Adjust(node, cut, ranges[i], indices);
                changed = true;
            }
        }

        if (!changed)
        {
            return;
        }

        Set(node, cut, 1, "starts", ranges, r => r.Start);
        Set(node, cut, 2, "ends", ranges, r => r.End);
        Set(node, cut, 3, "axes", ranges, r => r.Axis);
        if (node.HasInput(4))
        {
            Set(node, cut, 4, "steps", ranges, r => r.Step);
        }
    }

    private static SliceRange Adjust(Node node, ChannelCut cut, SliceRange range, int[] renumber)
    {
        var taken = range.Indices(renumber.Length).Select(i => (long)renumber[i]).Where(i => i >= 0).ToArray();
        if (range.Step == 1)
        {
            return range with { Start = taken[0], End = taken[^1] + 1 };
        }

        var source = node.Input(0);
        var picked = cut.Graph.AddValue(cut.Graph.FreshName($"{node.Name}.picked"));
        (picked.Type, picked.Shape) = (source.Type, source.Shape!.With(range.Axis, taken.Length));
        var indices = cut.Graph.AddInitializer(cut.Graph.FreshName($"{node.Name}.indices"), Tensor.Vector(taken));
        cut.Graph.AddNode("Gather", [source, indices], [picked], $"{node.Name}.pick", before: node).Attributes.Set("axis", range.Axis);
        node.SetInput(0, picked);
        return range with { Start = 0, End = int.MaxValue, Step = 1 };
    }

    private static void Set(Node node, ChannelCut cut, int input, string name, SliceRange[] ranges, Func<SliceRange, long> part)
    {
        long[] values = [.. ranges.Select(part)];
        if (node.Attributes.Contains(name) || (input < 3 && !node.HasInput(input)))
        {
            node.Attributes.Set(name, values);
        }
        else if (node.HasInput(input) || node.Inputs.Count == input)
        {
            cut.SetConstant(node, input, name, values);
        }
    }
}
