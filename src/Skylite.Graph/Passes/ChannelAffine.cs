namespace Skylite.Graphs.Passes;

/// <summary>One factor and one summand per channel: what a BatchNormalization with stored statistics computes.</summary>
internal sealed record ChannelAffine(double[] Scale, double[] Shift)
{
    public int Count => Scale.Length;

    /// <summary>The factors of a normalisation, or <see langword="null"/> when it trains or its parameters are not stored as floats.</summary>
    public static ChannelAffine? Of(Node norm)
    {
        if (norm.Attributes.Int("training_mode", 0) != 0 || norm.Outputs.Skip(1).Any(o => o is not null)
            || norm.Inputs.Skip(1).Any(v => v?.Constant is not { Type: ElementType.Float }))
        {
            return null;
        }

        var (scale, bias) = (norm.Input(1).Constant!.ToSingle(), norm.Input(2).Constant!.ToSingle());
        var (mean, variance) = (norm.Input(3).Constant!.ToSingle(), norm.Input(4).Constant!.ToSingle());
        if (bias.Length != scale.Length || mean.Length != scale.Length || variance.Length != scale.Length)
        {
            return null;
        }

        var epsilon = (double)norm.Attributes.Float("epsilon", 1e-5f);
        var factors = scale.Select((s, i) => s / Math.Sqrt(variance[i] + epsilon)).ToArray();
        return new ChannelAffine(factors, [.. factors.Select((f, i) => bias[i] - (mean[i] * f))]);
    }
}
