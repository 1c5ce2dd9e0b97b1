namespace Skylite.Tests.Channels;

/// <summary>A dense array of doubles: what the reference evaluator computes with.</summary>
internal sealed record Array64(int[] Dims, double[] Data)
{
    public int Rank => Dims.Length;

    public static int Size(IEnumerable<int> dims) => dims.Aggregate(1, (a, b) => a * b);

    public static Array64 Build(int[] dims, Func<int[], double> element)
    {
        var data = new double[Size(dims)];
        var at = new int[dims.Length];
        for (var i = 0; i < data.Length; i++)
        {
            data[i] = element(at);
            for (var d = dims.Length - 1; d >= 0 && ++at[d] == dims[d]; d--)
            {
                at[d] = 0;
            }
        }

        return new Array64(dims, data);
    }

    public double At(params ReadOnlySpan<int> at)
    {
        var offset = 0;
        for (var d = 0; d < Rank; d++)
        {
            offset = (offset * Dims[d]) + at[d];
        }

        return Data[offset];
    }

    /// <summary>The element that broadcasting puts at a place of a larger array.</summary>
    public double Broadcast(int[] at)
    {
        var offset = 0;
        for (var d = 0; d < Rank; d++)
        {
            offset = (offset * Dims[d]) + (Dims[d] == 1 ? 0 : at[d + at.Length - Rank]);
        }

        return Data[offset];
    }

    public static int[] BroadcastDims(params Array64[] arrays)
    {
        var dims = Enumerable.Repeat(1, arrays.Max(a => a.Rank)).ToArray();
        foreach (var array in arrays)
        {
            for (var d = 0; d < array.Rank; d++)
            {
                ref var dim = ref dims[d + dims.Length - array.Rank];
                dim = dim == 1 ? array.Dims[d] : dim == array.Dims[d] || array.Dims[d] == 1 ? dim
                    : throw new InvalidDataException($"[{string.Join(",", dims)}] does not broadcast with [{string.Join(",", array.Dims)}]");
            }
        }

        return dims;
    }

    public Array64 Reshape(params int[] dims) =>
        Size(dims) == Data.Length ? new(dims, Data) : throw new InvalidDataException($"{Data.Length} elements do not fit [{string.Join(",", dims)}]");
}
