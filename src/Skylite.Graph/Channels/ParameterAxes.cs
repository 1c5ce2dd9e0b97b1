namespace Skylite.Graphs.Channels;

/// <summary>Points that came into being on some axes of one initializer (or graph input, or padding), numbered from <paramref name="First"/>.</summary>
internal sealed record ParameterAxes(Value? Value, int[] Axes, int First, int Count)
{
    /// <summary>What the axes do; the first operator that says so decides.</summary>
    public AxisRole Role { get; set; }
}
