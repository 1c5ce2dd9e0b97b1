namespace Skylite.Training;

/// <summary>What an initializer is to the operator that consumes it.</summary>
public enum ParameterRole
{
    /// <summary>Not learnt: running statistics, limits, shapes, scales of quantisation.</summary>
    Constant,

    /// <summary>Weights of a convolution or matrix product.</summary>
    Weight,

    /// <summary>An added vector.</summary>
    Bias,

    /// <summary>Scale or shift of a normalisation.</summary>
    Norm,

    /// <summary>Any other learnt tensor, such as a slope or an embedding.</summary>
    Other,
}
