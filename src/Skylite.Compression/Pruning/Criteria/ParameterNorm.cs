using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Skylite.Graphs.Channels;

namespace Skylite.Compression.Pruning.Criteria;

/// <summary>Norms of the parameters that make the channels of a family.</summary>
internal static class ParameterNorm
{
    /// <summary>For each group, the mean over the family's parameters in a role of the norm of its slices.</summary>
    /// <param name="family">The family.</param>
    /// <param name="role">Role of the parameters.</param>
    /// <param name="euclidean">The root of the sum of squares instead of the sum of absolute values.</param>
    /// <returns>The norms, or <see langword="null"/> when the family has no parameter in that role.</returns>
    public static double[]? Mean(ChannelFamily family, AxisRole role, bool euclidean)
    {
        var axes = OwnedRuns.AxesOf(family, role);
        if (axes.Length == 0)
        {
            return null;
        }

        var norms = new double[family.Groups.Count];
        foreach (var axis in axes)
        {
            var sums = Sums(axis, norms.Length, euclidean);
            for (var g = 0; g < norms.Length; g++)
            {
                norms[g] += (euclidean ? Math.Sqrt(sums[g]) : sums[g]) / axes.Length;
            }
        }

        return norms;
    }

    /// <summary>The norm of the weights that make each channel, or of whatever other parameter the family has when nothing makes its channels.</summary>
    public static double[] OfMakers(ChannelFamily family, bool euclidean) =>
        Mean(family, AxisRole.Weight, euclidean)
        ?? Mean(family, AxisRole.Other, euclidean)
        ?? Mean(family, AxisRole.Input, euclidean)
        ?? new double[family.Groups.Count];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Sums(FamilyAxis axis, int groups, bool euclidean)
    {
        var sums = new double[groups];
        var data = OwnedRuns.Read(axis.Parameter.Constant!);
        if (axis.Axis == axis.Parameter.Constant!.Rank - 1)
        {
            AddSingles(axis, data, sums, euclidean);
            return sums;
        }

        for (var runs = new OwnedRuns(axis); runs.MoveNext();)
        {
            sums[runs.Owner] += euclidean ? SumOfSquares(runs.Of(data)) : SumOfMagnitudes(runs.Of(data));
        }

        return sums;
    }

    // Along the last axis every run is one element.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSingles(FamilyAxis axis, ReadOnlySpan<float> data, double[] sums, bool euclidean)
    {
        var (indices, owners) = (axis.Indices, axis.Owners);
        for (var length = (int)axis.Parameter.Constant!.Dimensions[axis.Axis]; !data.IsEmpty; data = data[length..])
        {
            for (var i = 0; i < indices.Length; i++)
            {
                double value = data[indices[i]];
                sums[owners[i]] += euclidean ? value * value : Math.Abs(value);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOfMagnitudes(ReadOnlySpan<float> values)
    {
        double total = 0;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var vector in vectors)
        {
            total += Vector.Sum(Vector.Abs(vector));
        }

        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
        {
            total += Math.Abs(value);
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double total = 0;
        foreach (var value in values)
        {
            total += (double)value * value;
        }

        return total;
    }
}
