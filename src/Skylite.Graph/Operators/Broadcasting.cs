namespace Skylite.Graphs.Operators;

/// <summary>The rule by which element-wise operators stretch axes of length 1 (numpy's, which ONNX follows).</summary>
public static class Broadcasting
{
    /// <summary>The common shape of all inputs; <see langword="null"/> when an input's rank is unknown.</summary>
    /// <exception cref="InvalidDataException">Two lengths do not fit; the message names the node.</exception>
    internal static Shape? Combine(ShapeContext context)
    {
        var common = Shape.Scalar;
        for (var i = 0; i < context.Node.Inputs.Count && common is not null; i++)
        {
            common = context.ShapeOf(i) is { } shape
                ? Combine(common, shape) ?? throw context.Error("the shapes do not broadcast.")
                : null;
        }

        return common;
    }

    /// <summary>The common shape of two, or <see langword="null"/> when two lengths do not fit.</summary>
    public static Shape? Combine(Shape a, Shape b)
    {
        var result = new Dimension[Math.Max(a.Rank, b.Rank)];
        for (var i = 1; i <= result.Length; i++)
        {
            var left = i <= a.Rank ? a[a.Rank - i] : 1;
            var right = i <= b.Rank ? b[b.Rank - i] : 1;
            if (left.IsKnown && right.IsKnown && left.Length != right.Length && left.Length != 1 && right.Length != 1)
            {
                return null;
            }

            result[^i] = Combine(left, right);
        }

        return new Shape(result);
    }

    private static Dimension Combine(Dimension a, Dimension b)
    {
        if (a.IsKnown && a.Length == 1)
        {
            return b;
        }

        if (b.IsKnown && b.Length == 1)
        {
            return a;
        }

        // a length above 1 wins over one that is only named: the other must be equal to it or 1
        return a.IsKnown ? a : b.IsKnown ? b : a == b ? a : Dimension.Unknown;
    }
}
