namespace Skylite.Graphs;

/// <summary>One place where a value is consumed: input number <paramref name="Index"/> of <paramref name="Node"/>.</summary>
public readonly record struct Use(Node Node, int Index);
