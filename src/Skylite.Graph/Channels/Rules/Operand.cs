namespace Skylite.Graphs.Channels.Rules;

/// <summary>One side of a broadcast, with its axes numbered as the result numbers them.</summary>
internal sealed class Operand
{
    public Operand(int[] lengths, ChannelMap map) => (Lengths, Map) = (lengths, map);

    /// <summary>Length along every axis of the result; 1 where the operand lacks the axis, −1 where the length is not known.</summary>
    public int[] Lengths { get; }

    public ChannelMap Map { get; }

    /// <summary>The initializer or Constant behind the operand, whose points can still be laid out as the other operands need them.</summary>
    public Value? Initializer { get; private init; }

    /// <summary>The axis of the result that each axis of the operand lies on.</summary>
    public int[] Places { get; private init; } = [];

    /// <summary>The operand with some of its grids left out, so that their axes count as fixed.</summary>
    public Operand Without(Predicate<ChannelGrid> grids) =>
        new(Lengths, new ChannelMap(Map.Grids.Where(g => !grids(g)))) { Initializer = Initializer, Places = Places };

    /// <summary>Whether an axis of the initializer has no points yet.</summary>
    public bool IsFree(ChannelState state, int axis) => state.MapOf(Initializer!).GridOf(Own(axis)) is null;

    /// <summary>The operand's axis that lies on an axis of the result.</summary>
    public int Own(int axis) => Array.IndexOf(Places, axis);

    public static Operand Of(ChannelState state, Value value, int rank)
    {
        var own = state.ShapeOf(value)!.Rank;
        var lengths = new int[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            lengths[axis] = axis < rank - own ? 1 : state.Length(value, axis - (rank - own));
        }

        return At(state, value, lengths, [.. Enumerable.Range(rank - own, own)]);
    }

    /// <summary>An operand whose axes lie on any axes of the result.</summary>
    /// <param name="state">Where its points are.</param>
    /// <param name="value">The operand.</param>
    /// <param name="lengths">Its length along every axis of the result.</param>
    /// <param name="places">The axis of the result that each of its axes lies on.</param>
    public static Operand At(ChannelState state, Value value, int[] lengths, int[] places) => new(lengths, state.MapOf(value).Renumber(a => places[a]))
    {
        Initializer = value.Stored() is null ? null : value,
        Places = places,
    };
}
