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

    /// <summary>It only moves values, so that its outputs share the scale of its input: MaxPool, Flatten, Reshape.</summary>
    SharedScale,

    /// <summary>It joins activations that must share one scale: Concat.</summary>
    Joining,
}
