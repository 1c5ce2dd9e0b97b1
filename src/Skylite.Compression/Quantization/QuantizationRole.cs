namespace Skylite.Compression.Quantization;

/// <summary>How an operator takes part in static quantisation.</summary>
public enum QuantizationRole
{
    /// <summary>It computes in float.</summary>
    None,

    /// <summary>It multiplies with constant weights: Conv, Gemm, MatMul.</summary>
    Weighted,

    /// <summary>It joins two activations, each with its own scale: Add, Mul.</summary>
    Elementwise,

    /// <summary>It clips, which the quantiser after it does as well: Relu, Clip.</summary>
    Clipping,

    /// <summary>It has its own scale before and after: average pooling, Sigmoid.</summary>
    OwnScale,

    /// <summary>It moves values or interpolates between them, so that its outputs share the scale of its input: MaxPool, Flatten, Reshape, Resize.</summary>
    SharedScale,

    /// <summary>It joins activations, which share one scale where their signs allow: Concat.</summary>
    Joining,
}
