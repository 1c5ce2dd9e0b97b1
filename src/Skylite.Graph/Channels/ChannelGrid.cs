using System.Runtime.CompilerServices;

namespace Skylite.Graphs.Channels;

/// <summary>
/// Points laid out over some axes of a value, row-major over <see cref="Axes"/> and broadcast over the value's other axes.
/// One axis for ordinary channels; several after a Reshape has split the channels into heads or blocks.
/// </summary>
internal sealed class ChannelGrid
{
    public ChannelGrid(int[] axes, int[] lengths, int[] points, bool silent = false) =>
        (Axes, Lengths, Points, Silent) = (axes, lengths, points, silent);

    /// <summary>The axes of the value, in the order of the layout.</summary>
    public int[] Axes { get; }

    /// <summary>Length of each of <see cref="Axes"/>.</summary>
    public int[] Lengths { get; }

    /// <summary>The points.</summary>
    public int[] Points { get; }

    /// <summary>Whether silencing a point makes the value's elements there exactly zero, so that sums over channels do not notice its removal.</summary>
    public bool Silent { get; }

    public static ChannelGrid Of(int axis, int[] points, bool silent = false) => new([axis], [points.Length], points, silent);

    public bool Has(int axis) => Array.IndexOf(Axes, axis) >= 0;

    /// <summary>The same layout over renumbered axes.</summary>
    public ChannelGrid Renumber(Func<int, int> axis) => new(Array.ConvertAll(Axes, a => axis(a)), Lengths, Points, Silent);

    /// <summary>The same layout with the knowledge of silence replaced.</summary>
    public ChannelGrid With(bool silent) => silent == Silent ? this : new(Axes, Lengths, Points, silent);

    /// <summary>The points as an array over other axes, repeated along axes that the grid does not have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int[] Spread(int[] axes, int[] lengths)
    {
        if (axes.AsSpan().SequenceEqual(Axes))
        {
            return Points;
        }

        var strides = new int[axes.Length];
        for (var i = 0; i < axes.Length; i++)
        {
            strides[i] = Stride(axes[i]);
        }

        var result = new int[Product(lengths)];
        var offset = 0;
        var at = new int[axes.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Points[offset];
            for (var d = axes.Length - 1; d >= 0; d--)
            {
                offset += strides[d];
                if (++at[d] < lengths[d])
                {
                    break;
                }

                offset -= strides[d] * lengths[d];
                at[d] = 0;
            }
        }

        return result;
    }

    /// <summary>Distance in <see cref="Points"/> between neighbours along an axis; 0 when the grid does not have it.</summary>
    public int Stride(int axis)
    {
        var position = Array.IndexOf(Axes, axis);
        return position < 0 ? 0 : Product(Lengths.AsSpan(position + 1));
    }

    /// <summary>The layout with only some indices of an axis, in the given order; the axis goes when <paramref name="drop"/> is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ChannelGrid Take(int axis, ReadOnlySpan<int> indices, bool drop = false)
    {
        var position = Array.IndexOf(Axes, axis);
        var inner = Stride(axis);
        var outer = Points.Length / (inner * Lengths[position]);
        var points = new int[outer * indices.Length * inner];
        for (int o = 0, to = 0; o < outer; o++)
        {
            foreach (var index in indices)
            {
                Array.Copy(Points, ((o * Lengths[position]) + index) * inner, points, to, inner);
                to += inner;
            }
        }

        if (drop)
        {
            return new([.. Axes[..position], .. Axes[(position + 1)..]], [.. Lengths[..position], .. Lengths[(position + 1)..]], points, Silent);
        }

        var lengths = (int[])Lengths.Clone();
        lengths[position] = indices.Length;
        return new(Axes, lengths, points, Silent);
    }

    public static int Product(ReadOnlySpan<int> lengths)
    {
        var product = 1;
        foreach (var length in lengths)
        {
            product = checked(product * length);
        }

        return product;
    }
}
