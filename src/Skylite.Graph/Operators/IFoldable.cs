namespace Skylite.Graphs.Operators;

/// <summary>An operator that can be computed while the graph is being read, when its inputs are known: the arithmetic of shapes and weights.</summary>
public interface IFoldable
{
    /// <summary>The node's outputs, or <see langword="null"/> where this form of the operator is not computed here.</summary>
    /// <param name="node">The node; only its attributes are used.</param>
    /// <param name="inputs">Its inputs' data; <see langword="null"/> for one left out.</param>
    IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs);

    /// <summary>
    /// Whether the outputs' elements are elements of this input, moved but not changed. Then folding also works for elements that are known only by name.
    /// </summary>
    bool Moves(int input) => false;
}
