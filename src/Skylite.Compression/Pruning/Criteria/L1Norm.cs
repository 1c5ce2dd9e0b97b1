using Skylite.Graphs.Channels;

namespace Skylite.Compression.Pruning.Criteria;

/// <summary>
/// Sum of the absolute weights of the filters that make a channel, averaged over the layers that make it.
/// Source: Li, Kadav, Durdanovic, Samet, Graf, "Pruning Filters for Efficient ConvNets", 2017, section 3.1.
/// </summary>
public sealed class L1Norm : ICriterion
{
    /// <inheritdoc/>
    public string Id => "l1-norm";

    /// <inheritdoc/>
    public string Summary => "Sum of the absolute weights of the filters that make a channel (Li et al., 2017).";

    /// <inheritdoc/>
    public bool IsComparable => false;

    /// <inheritdoc/>
    public double[] Score(ChannelFamily family, Evidence evidence) => ParameterNorm.OfMakers(family, euclidean: false);
}
