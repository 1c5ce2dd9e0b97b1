namespace Skylite.Graphs.Channels;

/// <summary>Some indices of one axis of an initializer: what one group owns of it.</summary>
/// <param name="Parameter">The initializer.</param>
/// <param name="Axis">The axis, 0 or more.</param>
/// <param name="Indices">Indices along the axis, ascending.</param>
/// <param name="Role">What the axis does for the channels along it.</param>
public sealed record ParameterSlice(Value Parameter, int Axis, IReadOnlyList<int> Indices, ParameterRole Role);
