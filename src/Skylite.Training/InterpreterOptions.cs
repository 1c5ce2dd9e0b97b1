namespace Skylite.Training;

/// <summary>Settings of an <see cref="Interpreter"/>.</summary>
public sealed record InterpreterOptions
{
    /// <summary>
    /// Patterns of initializer names that are not learnt; <c>*</c> stands for any text.
    /// A batch normalisation whose running mean matches keeps its running statistics in every mode.
    /// </summary>
    public IReadOnlyList<string> Frozen { get; init; } = [];

    /// <summary>
    /// Whether convolutions and matrix products of runs with gradients compute in bfloat16; weights stay 32-bit. Pays on CPUs with avx512_bf16.
    /// Runs without gradients keep 32 bits, so that a validation judges the network as it will be written.
    /// </summary>
    public bool BFloat16 { get; init; }

    /// <summary>Whether runs without gradients compute in bfloat16 too, as suits a teacher.</summary>
    public bool BFloat16Evaluation { get; init; }

    /// <summary>Whether images and convolution weights lie in memory channel by channel last (NHWC).</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>
    /// Whether Dropout silences whole channels of images (Tompson, Goroshin, Jain, LeCun, Bregler
    /// 2015, <i>Efficient object localization using convolutional networks</i>, section 3.2):
    /// neighbours in a map say nearly the same, so that single numbers are hardly missed. ONNX has one Dropout
    /// only, which silences single numbers. Values without rows and columns are treated as ever.
    /// </summary>
    public bool ChannelDropout { get; init; }

    /// <summary>
    /// Share of the old running statistics that a training step keeps in place of the node's <c>momentum</c>; <see langword="null"/> takes the node's.
    /// </summary>
    public float? BatchNormMomentum { get; init; }

    /// <summary>
    /// Whether nodes that Skylite cannot compute run through ONNX Runtime, if it knows them (contributed operators, control flow whose course depends on data).
    /// Such nodes learn nothing, and a gradient that would have to pass through one is an error. Without it they are refused.
    /// </summary>
    public bool AllowOpaque { get; init; }
}
