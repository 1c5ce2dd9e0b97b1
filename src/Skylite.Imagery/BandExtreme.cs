namespace Skylite.Imagery;

/// <summary>How a band's smallest or largest value lies to its others.</summary>
/// <param name="Count">Number of pixels that have it.</param>
/// <param name="Next">The nearest other value; infinite where there is none.</param>
public readonly record struct BandExtreme(long Count, double Next)
{
    /// <summary>The extreme of the negated values: the largest becomes the smallest.</summary>
    internal BandExtreme Mirrored => this with { Next = -Next };

    /// <summary>The smallest value of two parts, as an extreme.</summary>
    /// <param name="one">The smallest value of a part.</param>
    /// <param name="other">That of the other.</param>
    internal static BandExtreme Smaller((double Value, BandExtreme At) one, (double Value, BandExtreme At) other) =>
        one.Value == other.Value ? new BandExtreme(one.At.Count + other.At.Count, Math.Min(one.At.Next, other.At.Next))
            : one.Value < other.Value ? one.At with { Next = Math.Min(one.At.Next, other.Value) }
            : other.At with { Next = Math.Min(other.At.Next, one.Value) };
}
