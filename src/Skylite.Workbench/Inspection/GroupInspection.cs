namespace Skylite.Workbench.Inspection;

/// <summary>Channels that are made by the same nodes, and every node that they go through: a dimension of the network that can be made narrower.</summary>
/// <param name="Number">Number in the listing, from 1.</param>
/// <param name="Name">Name of the family: the first parameter that makes the channels.</param>
/// <param name="Channels">How many channels.</param>
/// <param name="Together">Channels that can only go together: 1, or more where blocks live and die as one.</param>
/// <param name="Producers">Nodes whose weights make the channels.</param>
/// <param name="Consumers">Nodes whose weights read them.</param>
/// <param name="Normalizations">Nodes that scale, shift or normalise each channel on its own.</param>
/// <param name="Through">Other nodes that they pass through.</param>
/// <param name="Parameters">Trainable numbers that go when all of the channels go; a weight between two groups counts for both.</param>
/// <param name="Macs">
/// Multiply-accumulates of the nodes whose weights make or read the channels, by the share that hangs on them; a node between two groups counts for both.
/// </param>
public sealed record GroupInspection(
    int Number, string Name, int Channels, int Together, IReadOnlyList<string> Producers, IReadOnlyList<string> Consumers, IReadOnlyList<string> Normalizations,
    IReadOnlyList<string> Through, long Parameters, long Macs);
