namespace Skylite.Workbench.Results;

/// <summary>How sensitive a model is to losing channels of one group.</summary>
/// <param name="Number">Number of the group, as <c>skylite groups</c> lists it.</param>
/// <param name="Name">Name of the group: the first parameter that makes the channels.</param>
/// <param name="Channels">How many channels it has.</param>
/// <param name="Producers">Nodes that make them.</param>
/// <param name="Points">Accuracy by share removed.</param>
public sealed record GroupSensitivity(int Number, string Name, int Channels, IReadOnlyList<string> Producers, IReadOnlyList<SensitivityPoint> Points);
