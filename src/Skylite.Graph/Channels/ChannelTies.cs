using System.Runtime.CompilerServices;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Channels;

/// <summary>
/// What a channel rule sees of one node, and the ties it declares. Every element of a channel axis is a <em>point</em>; a rule looks up the
/// points on its inputs, ties those that must live or die together, and lays points out over its outputs.
/// An input that a rule does not look at is pinned, and an output that it says nothing about carries no removable channels.
/// </summary>
public sealed class ChannelTies
{
    private readonly HashSet<int> _seen = [];

    internal ChannelTies(ChannelState state, Node node) => (State, Node) = (state, node);

    /// <summary>The node.</summary>
    public Node Node { get; }

    /// <summary>What may be removed, where more than one answer is right.</summary>
    public ChannelOptions Options => State.Options;

    internal ChannelState State { get; }

    /// <summary>Declares that no channel reaching this node can be removed.</summary>
    /// <param name="reason">Completes the sentence "node N …".</param>
    public void PinAll(string reason)
    {
        for (var i = 0; i < Node.Inputs.Count; i++)
        {
            Pin(i, reason);
        }
    }

    /// <summary>Pins everything that lies on one input.</summary>
    public void Pin(int input, string reason)
    {
        if (Look(input) is { } value)
        {
            State.Freeze(value, Because(reason));
        }
    }

    /// <summary>
    /// The points along one axis of an input, tying those that lie side by side on its other axes; <see langword="null"/> when the axis keeps its length.
    /// </summary>
    /// <param name="input">Number of the input.</param>
    /// <param name="axis">The axis, 0 or more.</param>
    /// <param name="role">What the axis does for the channels, when the input is a parameter.</param>
    public int[]? Points(int input, int axis, AxisRole role = AxisRole.Other)
    {
        if (Look(input) is not { } value || State.GridOf(value, axis) is not { } grid)
        {
            return null;
        }

        foreach (var other in grid.Axes.Where(a => a != axis).ToArray())
        {
            grid = State.Points.Collapse(grid, other, string.Empty)!;
        }

        Mark(value, grid, role);
        return grid.Points;
    }

    /// <summary>
    /// Declares that some axes of an input keep their lengths: points that differ only along them are tied, points that lie only on them are pinned.
    /// </summary>
    /// <param name="input">Number of the input.</param>
    /// <param name="axes">Selects the axes.</param>
    /// <param name="reason">Completes the sentence "node N …".</param>
    public void Fix(int input, Predicate<int> axes, string reason)
    {
        if (Look(input) is { } value)
        {
            Without(State.FullMapOf(value), axes, reason);
        }
    }

    /// <summary>Ties two rows of points index by index; where one side keeps its length, the other is pinned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Tie(int[]? left, int[]? right)
    {
        if (left is null || right is null)
        {
            State.Points.Pin(left ?? right ?? [], Because("meets an axis that keeps its length"));
            return;
        }

        if (left.Length != right.Length)
        {
            throw new InvalidDataException($"Node '{Node.Name}' ({Node.OpType}): {left.Length} channels meet {right.Length}.");
        }

        for (var i = 0; i < left.Length; i++)
        {
            State.Points.Union(left[i], right[i]);
        }
    }

    /// <summary>Ties all of the points to each other.</summary>
    public void TieTogether(params ReadOnlySpan<int> points)
    {
        for (var i = 1; i < points.Length; i++)
        {
            State.Points.Union(points[0], points[i]);
        }
    }

    /// <summary>Pins points.</summary>
    /// <param name="points">The points, or <see langword="null"/> for none.</param>
    /// <param name="reason">Completes the sentence "node N …".</param>
    public void PinPoints(int[]? points, string reason) => State.Points.Pin(points ?? [], Because(reason));

    /// <summary>Lays points along one axis of an output; does nothing for <see langword="null"/> or an output left out.</summary>
    /// <param name="output">Number of the output.</param>
    /// <param name="axis">The axis, 0 or more.</param>
    /// <param name="points">The points.</param>
    /// <param name="silent">Whether the output is exactly zero where its points are silenced.</param>
    public void SetOutput(int output, int axis, int[]? points, bool silent = false)
    {
        if (points is { Length: > 1 } && output < Node.Outputs.Count && Node.Outputs[output] is { } value)
        {
            State.MapOf(value).Add(ChannelGrid.Of(axis, points, silent));
        }
    }

    /// <summary>Every output element is computed from the elements at the same place of the inputs, with broadcasting.</summary>
    /// <param name="divisor">Number of an input that must not be zeroed, since that would make infinities; −1 for none.</param>
    public void ElementWise(int divisor = -1)
    {
        ElementWiseTies.Tie(this, [.. Enumerable.Range(0, Node.Inputs.Count)]);
        if (divisor >= 0 && Node.HasInput(divisor))
        {
            foreach (var grid in State.MapOf(Node.Input(divisor)).Grids)
            {
                Mark(Node.Input(divisor), grid, AxisRole.Divisor);
                if (grid.Silent && !State.IsParameter(Node.Input(divisor)))
                {
                    State.Points.Pin(grid.Points, Because("divides by these channels, which are zero when silent"));
                }
            }
        }
    }

    /// <summary>Shape of an input.</summary>
    internal Shape? ShapeOf(int input) => Node.HasInput(input) ? State.ShapeOf(Node.Input(input)) : null;

    /// <summary>Shape of an output.</summary>
    internal Shape? OutputShape(int output) => State.ShapeOf(Node.Output(output));

    /// <summary>Constant contents of an input, where an initializer or a Constant node holds them.</summary>
    internal Tensor? ConstantOf(int input) => Node.HasInput(input) ? Node.Input(input).ConstantContents() : null;

    internal string Because(string reason) => $"node '{Node.Name}' ({Node.OpType}) {reason}";

    /// <summary>Marks an input as looked at.</summary>
    internal Value? Look(int input)
    {
        if (!Node.HasInput(input))
        {
            return null;
        }

        _seen.Add(input);
        return Node.Input(input);
    }

    /// <summary>The full map of an input; parameters get points on every axis.</summary>
    internal ChannelMap Map(int input) => Look(input) is { } value ? State.FullMapOf(value) : new ChannelMap();

    internal void SetMap(int output, ChannelMap map)
    {
        if (output < Node.Outputs.Count && Node.Outputs[output] is { } value)
        {
            State.SetMap(value, map);
        }
    }

    /// <summary>The map with some axes fixed.</summary>
    internal ChannelMap Without(ChannelMap map, Predicate<int> axes, string reason)
    {
        var kept = new ChannelMap();
        foreach (var grid in map.Grids)
        {
            var left = grid;
            foreach (var axis in grid.Axes.Where(a => axes(a)).ToArray())
            {
                left = left is null ? null : State.Points.Collapse(left, axis, Because(reason));
            }

            if (left is not null)
            {
                kept.Add(left);
            }
        }

        return kept;
    }

    internal void Mark(Value value, ChannelGrid grid, AxisRole role)
    {
        if (role != AxisRole.Other && State.IsParameter(value))
        {
            var birth = State.BirthOf(grid.Points[0]);
            birth.Role = birth.Role == AxisRole.Other ? role : birth.Role;
        }
    }

    /// <summary>Pins the inputs that the rule did not look at.</summary>
    internal void Finish()
    {
        for (var i = 0; i < Node.Inputs.Count; i++)
        {
            if (!_seen.Contains(i))
            {
                Pin(i, "reads it as a whole");
            }
        }
    }
}
