using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Channels;

/// <summary>Corrects the constants and attributes of nodes that say how many channels there are.</summary>
internal static class NodeAdjustments
{
    /// <summary>Makes a node fit its inputs and outputs, whose shapes are the new ones already.</summary>
    public static void Adjust(Node node, ChannelCut cut)
    {
        switch (node.OpType)
        {
            case "Conv":
                SetGroups(node, node.Input(0));
                break;
            case "ConvTranspose":
                SetGroups(node, node.Output(0));
                break;
            case "Reshape":
                AdjustReshape(node, cut);
                break;
            case "Expand":
                AdjustLengths(node, cut, input: 1, "shape");
                break;
            case "Resize":
                AdjustLengths(node, cut, input: 3, "sizes");
                break;
            case "Split":
                AdjustSplit(node, cut);
                break;
            case "Slice":
                SliceAdjustment.Adjust(node, cut);
                break;
            case "Gather":
                AdjustGather(node, cut);
                break;
            case "Pad":
                AdjustPad(node, cut);
                break;
            default:
                break;
        }
    }

    // Whole groups go and keep their width, or all groups stay and become narrower: either way the width of the weights tells their number.
    private static void SetGroups(Node node, Value channels)
    {
        if (node.Attributes.Int("group", 1) is > 1 && channels.Shape is { } shape && shape[1].IsKnown && node.Input(1).Shape is { } weights)
        {
            node.Attributes.Set("group", shape[1].Length / weights[1].Length);
        }
    }

    private static void AdjustReshape(Node node, ChannelCut cut)
    {
        if (node.Input(0).Shape is not { } from || node.Output(0).Shape is not { } to)
        {
            return;
        }

        if (node.Input(1).ConstantContents()?.ToInt64() is not { } target)
        {
            if (ReshapeTarget.Write(from, to) is { } written)
            {
                cut.SetConstant(node, 1, "shape", written);
            }

            return;
        }

        var changed = false;
        for (var i = 0; i < target.Length; i++)
        {
            var follows = target[i] == -1 || (target[i] == 0 && i < from.Rank && from[i] == to[i]);
            if (!follows && to[i].IsKnown && to[i].Length != target[i])
            {
                (target[i], changed) = (to[i].Length, true);
            }
        }

        if (changed)
        {
            cut.SetConstant(node, 1, "shape", target);
        }
    }

    private static void AdjustLengths(Node node, ChannelCut cut, int input, string setting)
    {
        if (!node.HasInput(input) || node.Input(input).ConstantContents()?.ToInt64() is not { Length: > 0 } target || node.Output(0).Shape is not { } to)
        {
            return;
        }

        var changed = false;
        for (var i = 0; i < target.Length; i++)
        {
            var axis = i + to.Rank - target.Length;
            if (target[i] > 1 && cut.Kept(node.Output(0), axis) is { } kept)
            {
                (target[i], changed) = (kept.Length, true);
            }
        }

        if (changed)
        {
            cut.SetConstant(node, input, setting, target);
        }
    }

    private static void AdjustSplit(Node node, ChannelCut cut)
    {
        var axis = node.Input(0).Shape!.Axis(node.Attributes.Int("axis", 0));
        if (cut.Kept(node.Input(0), axis) is null)
        {
            return;
        }

        var lengths = node.Outputs.OfType<Value>().Select(o => o.Shape![axis].Length).ToArray();
        var isGiven = node.HasInput(1) || node.Attributes.Contains("split");
        if (!isGiven && Array.TrueForAll(lengths, l => l == lengths[0]))
        {
            return;
        }

        if (node.Attributes.Contains("split") || cut.Graph.Opset < 13)
        {
            node.Attributes.Set("split", lengths);
            return;
        }

        node.Attributes.Remove("num_outputs");
        cut.SetConstant(node, 1, "split", lengths);
    }

    private static void AdjustGather(Node node, ChannelCut cut)
    {
        var axis = node.Input(0).Shape!.Axis(node.Attributes.Int("axis", 0));
        if (cut.NewIndices(node.Input(0), axis) is not { } renumber || node.Input(1).ConstantContents() is not { } indices)
        {
            return;
        }

        var picks = indices.ToInt64().Select(i => (long)renumber[i < 0 ? i + renumber.Length : i]).Where(i => i >= 0).ToArray();
        cut.SetConstant(node, 1, "indices", picks, scalar: indices.Rank == 0);
    }

    private static void AdjustPad(Node node, ChannelCut cut)
    {
        if (node.Input(0).Shape is not { } shape || node.Input(1).ConstantContents()?.ToInt64() is not { } pads)
        {
            return;
        }

        var changed = false;
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if ((pads[axis] != 0 || pads[axis + shape.Rank] != 0) && cut.NewIndices(node.Output(0), axis) is { } indices)
            {
                var (before, after) = ((int)pads[axis], (int)pads[axis + shape.Rank]);
                pads[axis] = indices.Take(before).Count(i => i >= 0);
                pads[axis + shape.Rank] = indices.TakeLast(after).Count(i => i >= 0);
                changed = true;
            }
        }

        if (changed)
        {
            cut.SetConstant(node, 1, "pads", pads);
        }
    }
}
