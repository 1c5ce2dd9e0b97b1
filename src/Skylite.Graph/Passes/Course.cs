namespace Skylite.Graphs.Passes;

/// <summary>What a node of control flow is known to do: run a body so many times.</summary>
/// <param name="Node">The If or Loop.</param>
/// <param name="Body">The branch taken, or the body.</param>
/// <param name="Times">How often it runs.</param>
internal sealed record Course(Node Node, Graph Body, long Times);
