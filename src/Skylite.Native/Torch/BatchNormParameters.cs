namespace Skylite.Native.Torch;

/// <summary>The four vectors of a batch normalisation, one number for each channel.</summary>
/// <param name="Weight">Factor; 1 if null.</param>
/// <param name="Bias">Summand; 0 if null.</param>
/// <param name="Mean">Running mean, updated in training; may be null in training.</param>
/// <param name="Variance">Running variance, updated in training; may be null in training.</param>
public readonly record struct BatchNormParameters(TorchTensor? Weight, TorchTensor? Bias, TorchTensor? Mean, TorchTensor? Variance);
