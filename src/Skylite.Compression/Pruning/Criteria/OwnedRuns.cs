using Skylite.Graphs;
using Skylite.Graphs.Channels;

namespace Skylite.Compression.Pruning.Criteria;

/// <summary>Walks the elements of a parameter that the groups of a family own, in the order of memory.</summary>
internal ref struct OwnedRuns
{
    private readonly FamilyAxis _axis;
    private readonly int _length;
    private readonly int _inner;
    private readonly int _outer;
    private int _block;
    private int _at;

    public OwnedRuns(FamilyAxis axis)
    {
        var dimensions = axis.Parameter.Constant!.Dimensions;
        (_axis, _length, _inner, _outer, _at) = (axis, (int)dimensions[axis.Axis], 1, 1, -1);
        for (var i = 0; i < dimensions.Length; i++)
        {
            _outer *= i < axis.Axis ? (int)dimensions[i] : 1;
            _inner *= i > axis.Axis ? (int)dimensions[i] : 1;
        }
    }

    /// <summary>Position in its family of the group that owns the run.</summary>
    public readonly int Owner => _axis.Owners[_at];

    /// <summary>The axes of a family that hold floating-point numbers and have a role.</summary>
    public static FamilyAxis[] AxesOf(ChannelFamily family, AxisRole role) =>
        [.. family.Axes.Where(a => a.Role == role && a.Parameter.Type.IsFloating())];

    /// <summary>The elements of a tensor; not copied when they are 32-bit floats.</summary>
    public static ReadOnlySpan<float> Read(Tensor tensor) => tensor.Type == ElementType.Float ? tensor.Span<float>() : tensor.ToSingle();

    public bool MoveNext()
    {
        if (++_at == _axis.Indices.Length)
        {
            (_at, _block) = (0, _block + 1);
        }

        return _block < _outer && _axis.Indices.Length > 0;
    }

    /// <summary>The run's elements, out of data in the parameter's layout.</summary>
    public readonly ReadOnlySpan<float> Of(ReadOnlySpan<float> data) =>
        data.Slice(((_block * _length) + _axis.Indices[_at]) * _inner, _inner);
}
