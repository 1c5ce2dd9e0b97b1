namespace Skylite.Graphs.Passes;

/// <summary>A rewriting of a graph that keeps what the graph computes.</summary>
public interface IPass
{
    /// <summary>The pass's name, in kebab-case.</summary>
    string Id { get; }

    /// <summary>Rewrites the graph in place and returns how many places were changed.</summary>
    /// <exception cref="InvalidDataException">The graph is not sound; the message names the node.</exception>
    int Apply(Graph graph);
}
