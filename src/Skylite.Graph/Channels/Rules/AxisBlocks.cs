namespace Skylite.Graphs.Channels.Rules;

/// <summary>Matches the axes of two shapes that hold the same elements in the same order.</summary>
internal static class AxisBlocks
{
    /// <summary>
    /// The smallest blocks of axes with equal products, from both ends; what unknown lengths leave over in the middle is one unmatched block.
    /// </summary>
    public static IReadOnlyList<AxisBlock> Match(Shape from, Shape to)
    {
        var blocks = new List<AxisBlock>();
        Dimension[] left = [.. from], right = [.. to];
        var (fromStart, toStart, fromEnd, toEnd) = (0, 0, from.Rank, to.Rank);
        while (Next(left, right) is var (takeFrom, takeTo) && takeFrom + takeTo > 0)
        {
            blocks.Add(Block(fromStart, takeFrom, toStart, takeTo, true));
            (left, right) = (left[takeFrom..], right[takeTo..]);
            (fromStart, toStart) = (fromStart + takeFrom, toStart + takeTo);
        }

        Array.Reverse(left);
        Array.Reverse(right);
        while (Next(left, right) is var (takeFrom, takeTo) && takeFrom + takeTo > 0)
        {
            (left, right) = (left[takeFrom..], right[takeTo..]);
            (fromEnd, toEnd) = (fromEnd - takeFrom, toEnd - takeTo);
            blocks.Add(Block(fromEnd, takeFrom, toEnd, takeTo, true));
        }

        if (fromEnd > fromStart || toEnd > toStart)
        {
            blocks.Add(Block(fromStart, fromEnd - fromStart, toStart, toEnd - toStart, false));
        }

        return blocks;
    }

    private static AxisBlock Block(int from, int fromCount, int to, int toCount, bool matched) =>
        new([.. Enumerable.Range(from, fromCount)], [.. Enumerable.Range(to, toCount)], matched);

    // How many axes of either side the next block takes, or zeros when an unknown length stands in the way.
    private static (int From, int To) Next(ReadOnlySpan<Dimension> from, ReadOnlySpan<Dimension> to)
    {
        if (from.IsEmpty || to.IsEmpty)
        {
            return AllOnes(from) && AllOnes(to) ? (from.Length, to.Length) : (0, 0);
        }

        if (Same(from[0], to[0]))
        {
            return (1, 1);
        }

        if (!from[0].IsKnown || !to[0].IsKnown)
        {
            return (0, 0);
        }

        var (i, j) = (1, 1);
        var (left, right) = (from[0].Length, to[0].Length);
        while (left != right)
        {
            var side = left < right ? from : to;
            ref var taken = ref left < right ? ref i : ref j;
            if (taken == side.Length || !side[taken].IsKnown)
            {
                return (0, 0);
            }

            ref var product = ref left < right ? ref left : ref right;
            product = checked(product * side[taken++].Length);
        }

        return (i, j);
    }

    private static bool AllOnes(ReadOnlySpan<Dimension> dimensions)
    {
        foreach (var dimension in dimensions)
        {
            if (!dimension.IsKnown || dimension.Length != 1)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Same(Dimension a, Dimension b) => a.IsKnown ? a == b : !b.IsKnown && a.Symbol is not null && a.Symbol == b.Symbol;
}
