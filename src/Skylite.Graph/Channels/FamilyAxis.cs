namespace Skylite.Graphs.Channels;

/// <summary>The part of one parameter axis that the groups of a family own.</summary>
/// <param name="Parameter">The initializer.</param>
/// <param name="Axis">The axis, 0 or more.</param>
/// <param name="Role">What the axis does for the channels along it.</param>
/// <param name="Indices">Indices along the axis, ascending.</param>
/// <param name="Owners">For each of <paramref name="Indices"/>, the position of its group in <see cref="ChannelFamily.Groups"/>.</param>
public sealed record FamilyAxis(Value Parameter, int Axis, AxisRole Role, int[] Indices, int[] Owners);
