using Skylite.Graphs;

namespace Skylite.Compression.Pruning;

/// <summary>An engine that can run a graph: Skylite's interpreter, ONNX Runtime.</summary>
public interface IModelRunner
{
    /// <summary>The engine's name, as it stands in the certificate.</summary>
    string Name { get; }

    /// <summary>Runs a graph once.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">One tensor for each of its inputs, in order.</param>
    /// <returns>One tensor for each of its outputs, in order.</returns>
    IReadOnlyList<Tensor> Run(Graph graph, IReadOnlyList<Tensor> inputs);

    /// <summary>Frees what is kept of a graph between its runs.</summary>
    /// <param name="graph">The graph, run before or not.</param>
    void Forget(Graph graph);
}
