namespace Skylite.Graphs.Channels;

/// <summary>What an axis of a parameter does for the channels that lie along it.</summary>
public enum AxisRole
{
    /// <summary>Nothing more specific: a broadcast parameter of an element-wise operator, an embedding.</summary>
    Other = 0,

    /// <summary>Output axis of a convolution's or matrix product's weights: one slice makes one channel.</summary>
    Weight,

    /// <summary>Axis of weights that is summed over: one slice reads one channel.</summary>
    Input,

    /// <summary>Bias that goes with <see cref="Weight"/>.</summary>
    Bias,

    /// <summary>Scale of a normalisation (γ).</summary>
    Scale,

    /// <summary>Shift of a normalisation (β).</summary>
    Shift,

    /// <summary>Running mean or variance of a normalisation, or the scale of a quantisation: has no effect of its own once the channel is silent.</summary>
    Statistic,

    /// <summary>Divisor or exponent: never zeroed, since that would make infinities.</summary>
    Divisor,

    /// <summary>Bands of a graph input.</summary>
    Band,

    /// <summary>Constant padding, which no parameter holds.</summary>
    Padding,
}
