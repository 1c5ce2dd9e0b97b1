using System.Collections;

namespace Skylite.Graphs;

/// <summary>The axis lengths of a tensor, outermost first; a scalar has none. Immutable, compared by content.</summary>
public sealed class Shape : IReadOnlyList<Dimension>, IEquatable<Shape>
{
    private readonly Dimension[] _dimensions;

    /// <summary>Makes a shape of the given axis lengths.</summary>
    public Shape(params ReadOnlySpan<Dimension> dimensions) => _dimensions = dimensions.ToArray();

    /// <summary>The shape of a scalar.</summary>
    public static Shape Scalar { get; } = new();

    /// <summary>Number of axes.</summary>
    public int Rank => _dimensions.Length;

    /// <inheritdoc/>
    int IReadOnlyCollection<Dimension>.Count => Rank;

    /// <summary>Whether every axis length is a number.</summary>
    public bool IsKnown => Array.TrueForAll(_dimensions, d => d.IsKnown);

    /// <summary>Number of elements.</summary>
    /// <exception cref="InvalidOperationException">An axis length is not known.</exception>
    /// <exception cref="OverflowException">The product does not fit 64 bits.</exception>
    public long ElementCount
    {
        get
        {
            long count = 1;
            foreach (var dimension in _dimensions)
            {
                count = checked(count * dimension.Length);
            }

            return count;
        }
    }

    /// <summary>The length of one axis.</summary>
    public Dimension this[int axis] => _dimensions[axis];

    /// <summary>A shape of known lengths.</summary>
    public static Shape Of(params ReadOnlySpan<long> lengths)
    {
        var dimensions = new Dimension[lengths.Length];
        for (var i = 0; i < lengths.Length; i++)
        {
            dimensions[i] = lengths[i];
        }

        return new Shape(dimensions);
    }

    /// <summary>The axis lengths as numbers.</summary>
    /// <exception cref="InvalidOperationException">An axis length is not known.</exception>
    public long[] ToLengths() => Array.ConvertAll(_dimensions, d => d.Length);

    /// <summary>A copy with one axis length replaced.</summary>
    public Shape With(int axis, Dimension length)
    {
        var dimensions = (Dimension[])_dimensions.Clone();
        dimensions[axis] = length;
        return new Shape(dimensions);
    }

    /// <summary>An axis number in 0…<see cref="Rank"/>−1 from one that may count from the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The axis lies outside the shape.</exception>
    public int Axis(long axis)
    {
        var normalised = axis < 0 ? axis + Rank : axis;
        return normalised >= 0 && normalised < Rank
            ? (int)normalised
            : throw new ArgumentOutOfRangeException(nameof(axis), axis, $"Axis {axis} lies outside {this}.");
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && _dimensions.AsSpan().SequenceEqual(other._dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var dimension in _dimensions)
        {
            hash.Add(dimension);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<Dimension> GetEnumerator() => ((IEnumerable<Dimension>)_dimensions).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The axis lengths in brackets, such as <c>[batch, 3, 224, 224]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", _dimensions)}]";
}
