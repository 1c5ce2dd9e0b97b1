using Skylite.Graphs.Channels;

namespace Skylite.Compression.Pruning.Criteria;

/// <summary>
/// Euclidean norm of the filters that make a channel, averaged over the layers that make it.
/// Source: He, Kang, Dong, Fu, Yang, "Soft Filter Pruning for Accelerating Deep Convolutional Neural Networks", 2018, equation 2 with p = 2.
/// </summary>
public sealed class L2Norm : ICriterion
{
    /// <inheritdoc/>
    public string Id => "l2-norm";

    /// <inheritdoc/>
    public string Summary => "Euclidean norm of the filters that make a channel (He et al., 2018).";

    /// <inheritdoc/>
    public bool IsComparable => false;

    /// <inheritdoc/>
    public double[] Score(ChannelFamily family, Evidence evidence) => ParameterNorm.OfMakers(family, euclidean: true);
}
