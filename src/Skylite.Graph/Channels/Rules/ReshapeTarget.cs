namespace Skylite.Graphs.Channels.Rules;

/// <summary>Writes the target shape of a Reshape as a constant, where unknown lengths allow it.</summary>
internal static class ReshapeTarget
{
    /// <summary>The constant: lengths, 0 for "as the input", and at most one −1; <see langword="null"/> when it takes more than one −1.</summary>
    public static long[]? Write(Shape from, Shape to)
    {
        var target = new long[to.Rank];
        var open = 0;
        for (var i = 0; i < target.Length; i++)
        {
            if (to[i].IsKnown)
            {
                target[i] = to[i].Length;
            }
            else if (i < from.Rank && from[i].Symbol is { } symbol && symbol == to[i].Symbol)
            {
                target[i] = 0;
            }
            else
            {
                target[i] = -1;
                open++;
            }
        }

        return open <= 1 ? target : null;
    }
}
