using Skylite.Graphs.Channels;

namespace Skylite.Compression.Pruning.Criteria;

/// <summary>
/// Absolute scale |γ| of the normalisations that a channel passes, averaged over them; comparable across layers.
/// Source: Liu, Li, Shen, Huang, Yan, Zhang, "Learning Efficient Convolutional Networks through Network Slimming", 2017, section 3.
/// </summary>
public sealed class BatchNormScale : ICriterion
{
    /// <inheritdoc/>
    public string Id => "bn-scale";

    /// <inheritdoc/>
    public string Summary => "Scale of the normalisations that a channel passes (Liu et al., 2017).";

    /// <inheritdoc/>
    public bool IsComparable => true;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The family's channels pass no normalisation, because the network has none or it was folded.</exception>
    public double[] Score(ChannelFamily family, Evidence evidence) =>
        ParameterNorm.Mean(family, AxisRole.Scale, euclidean: false)
        ?? throw new InvalidDataException(
            "Criterion 'bn-scale' reads the scale of a normalisation, "
            + $"but the channels of '{family.Name}' pass none (has it been folded into the weights?). Take 'l1-norm' instead.");
}
