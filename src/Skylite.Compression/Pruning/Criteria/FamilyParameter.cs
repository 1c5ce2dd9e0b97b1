using Skylite.Graphs;
using Skylite.Graphs.Channels;

namespace Skylite.Compression.Pruning.Criteria;

/// <summary>One parameter axis that a family lies along, with the indices that each group owns.</summary>
internal sealed class FamilyParameter
{
    private readonly int _length;
    private readonly int _inner;

    private FamilyParameter(Value value, int axis, IReadOnlyList<int>[] indices)
    {
        (Value, Indices) = (value, indices);
        var dimensions = value.Constant!.Dimensions;
        _length = (int)dimensions[axis];
        _inner = 1;
        foreach (var dimension in dimensions[(axis + 1)..])
        {
            _inner *= (int)dimension;
        }
    }

    public Value Value { get; }

    /// <summary>For each group of the family, its indices along the axis; empty where it owns none.</summary>
    public IReadOnlyList<int>[] Indices { get; }

    /// <summary>The floating-point parameters of a family in a given role.</summary>
    public static IReadOnlyList<FamilyParameter> Of(ChannelFamily family, ParameterRole role)
    {
        var found = new Dictionary<(Value, int), IReadOnlyList<int>[]>();
        for (var g = 0; g < family.Groups.Count; g++)
        {
            foreach (var slice in family.Groups[g].Slices.Where(s => s.Role == role && s.Parameter.Type.IsFloating()))
            {
                if (!found.TryGetValue((slice.Parameter, slice.Axis), out var indices))
                {
                    found[(slice.Parameter, slice.Axis)] = indices = [.. Enumerable.Repeat<IReadOnlyList<int>>([], family.Groups.Count)];
                }

                indices[g] = slice.Indices;
            }
        }

        return [.. found.Select(f => new FamilyParameter(f.Key.Item1, f.Key.Item2, f.Value))];
    }

    /// <summary>The elements that a group owns, out of data in the parameter's layout.</summary>
    public IEnumerable<ArraySegment<float>> Runs(int group, float[] data)
    {
        for (var outer = 0; outer < data.Length; outer += _length * _inner)
        {
            foreach (var index in Indices[group])
            {
                yield return new ArraySegment<float>(data, outer + (index * _inner), _inner);
            }
        }
    }

    /// <summary>The elements that a group owns, one after the other.</summary>
    public float[] Gather(int group, float[] data) => [.. Runs(group, data).SelectMany(r => r)];

    public float[] Data() => Value.Constant!.ToSingle();
}
