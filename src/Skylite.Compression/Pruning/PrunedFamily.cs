namespace Skylite.Compression.Pruning;

/// <summary>What a pruning did to one family.</summary>
/// <param name="Name">Name of the family.</param>
/// <param name="Before">Channels before.</param>
/// <param name="After">Channels after.</param>
/// <param name="Producers">Names of the nodes that make the channels.</param>
public sealed record PrunedFamily(string Name, int Before, int After, IReadOnlyList<string> Producers);
