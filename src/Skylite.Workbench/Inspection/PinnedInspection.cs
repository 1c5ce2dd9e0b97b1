namespace Skylite.Workbench.Inspection;

/// <summary>Channels of one parameter that cannot be removed.</summary>
/// <param name="Name">The parameter that makes the channels.</param>
/// <param name="Count">How many of its channels are pinned.</param>
/// <param name="Reason">Why.</param>
/// <param name="Nodes">Nodes that the parameter belongs to.</param>
public sealed record PinnedInspection(string Name, int Count, string Reason, IReadOnlyList<string> Nodes);
