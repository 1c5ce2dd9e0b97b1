namespace Skylite.Graphs.Channels.Rules;

/// <summary>What a Slice takes of one axis.</summary>
/// <param name="Axis">The axis, 0 or more.</param>
/// <param name="Start">First index; negative counts from the end.</param>
/// <param name="End">Index past the last; negative counts from the end.</param>
/// <param name="Step">Distance between indices, not 0.</param>
internal readonly record struct SliceRange(int Axis, long Start, long End, long Step)
{
    /// <summary>The ranges of a Slice node, or <see langword="null"/> when they are not constant.</summary>
    public static SliceRange[]? Read(Node node)
    {
        if (node.Input(0).Shape is not { } shape || Setting(node, 1, "starts") is not { } starts || Setting(node, 2, "ends") is not { } ends
            || (node.HasInput(3) && Setting(node, 3, "axes") is null) || (node.HasInput(4) && Setting(node, 4, "steps") is null))
        {
            return null;
        }

        var axes = Setting(node, 3, "axes") ?? [.. Enumerable.Range(0, starts.Length).Select(a => (long)a)];
        var steps = Setting(node, 4, "steps") ?? [.. Enumerable.Repeat(1L, starts.Length)];
        return [.. starts.Select((start, i) => new SliceRange(shape.Axis(axes[i]), start, ends[i], steps[i]))];
    }

    /// <summary>The indices taken from an axis of a known length.</summary>
    public int[] Indices(int length)
    {
        var low = Step > 0 ? 0 : -1;
        var high = Step > 0 ? length : length - 1;
        var first = Math.Clamp(Start < 0 ? Start + length : Start, low < 0 ? 0 : low, high);
        var last = End < -length ? low : Math.Clamp(End < 0 ? End + length : End, low, length);
        var indices = new List<int>();
        for (var i = first; Step > 0 ? i < last : i > last; i += Step)
        {
            indices.Add((int)i);
        }

        return [.. indices];
    }

    private static long[]? Setting(Node node, int input, string attribute) =>
        node.HasInput(input) ? node.Input(input).ConstantContents()?.ToInt64() : node.Attributes.Ints(attribute)?.ToArray();
}
