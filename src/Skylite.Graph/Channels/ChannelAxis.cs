namespace Skylite.Graphs.Channels;

/// <summary>One axis of a value along which channels lie.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Groups">Group id of every index, −1 where it stays.</param>
internal sealed record ChannelAxis(int Axis, int[] Groups);
