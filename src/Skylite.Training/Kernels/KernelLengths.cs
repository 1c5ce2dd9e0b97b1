namespace Skylite.Training.Kernels;

/// <summary>
/// The lengths of a convolution's kernel along its spatial axes: the attribute <c>kernel_shape</c>, which a model may leave out, or those of the weights.
/// Weights that a node computes (Cast, Transpose, DequantizeLinear) may show theirs only when the node runs.
/// </summary>
internal static class KernelLengths
{
    /// <summary>Prepares a convolution as soon as the lengths are known: now, or at each run.</summary>
    /// <param name="node">The node.</param>
    /// <param name="weight">Which input holds the weights.</param>
    /// <param name="prepare">Prepares the node for these lengths.</param>
    public static KernelBody Prepare(NodeContext node, int weight, Func<long[], KernelBody> prepare)
    {
        var known = node.Attributes.Ints("kernel_shape")?.ToArray()
            ?? (node.Node.Input(weight).Shape is { IsKnown: true } shape ? shape.ToLengths()[2..] : null);
        return known is null ? frame => prepare([.. frame.Input(weight).Shape[2..]])(frame) : prepare(known);
    }
}
