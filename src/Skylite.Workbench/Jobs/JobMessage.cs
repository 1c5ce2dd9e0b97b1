namespace Skylite.Workbench.Jobs;

/// <summary>What a job says about its progress.</summary>
/// <param name="Text">A sentence or a line of figures.</param>
/// <param name="IsLasting">Whether the line is worth keeping; otherwise the next one may take its place.</param>
public readonly record struct JobMessage(string Text, bool IsLasting = false);
