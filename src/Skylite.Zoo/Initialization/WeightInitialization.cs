namespace Skylite.Zoo.Initialization;

/// <summary>How the convolutions and linear layers of a network start.</summary>
/// <param name="Conv">Weights of convolutions.</param>
/// <param name="ConvBias">Biases of convolutions.</param>
/// <param name="Linear">Weights of linear layers.</param>
/// <param name="LinearBias">Biases of linear layers.</param>
public sealed record WeightInitialization(Fill Conv, Fill ConvBias, Fill Linear, Fill LinearBias)
{
    /// <summary>Uniform in ±1/√fan-in for weights and biases: what PyTorch does when a network says nothing (AlexNet).</summary>
    public static WeightInitialization UniformFanIn { get; } = new(UniformByFanIn, UniformByFanIn, UniformByFanIn, UniformByFanIn);

    /// <summary>
    /// Normal with deviation √(2/fan-out) for convolutions (He et al. 2015, section 2.2); linear layers as in <see cref="UniformFanIn"/> (ResNet).
    /// </summary>
    public static WeightInitialization KaimingFanOut { get; } = new(KaimingNormalFanOut, Zero, UniformByFanIn, UniformByFanIn);

    /// <summary>As <see cref="KaimingFanOut"/>, with linear layers normal of deviation 0.01 (VGG, MobileNetV2).</summary>
    public static WeightInitialization KaimingFanOutSmallLinear { get; } = new(KaimingNormalFanOut, Zero, SmallNormal, Zero);

    /// <summary>Uniform in ±√(6/fan-in) for convolutions (He et al. 2015); linear layers normal of deviation 0.01 (SqueezeNet).</summary>
    public static WeightInitialization KaimingUniform { get; } = new(KaimingUniformFanIn, Zero, SmallNormal, Zero);

    /// <summary>All zero.</summary>
    public static void Zero(Span<float> target, Fans fans, RandomStream stream) => target.Clear();

    /// <summary>Normal of deviation 0.01.</summary>
    public static void SmallNormal(Span<float> target, Fans fans, RandomStream stream) => stream.FillNormal(target, 0.01f);

    private static void UniformByFanIn(Span<float> target, Fans fans, RandomStream stream) =>
        stream.FillUniform(target, 1 / MathF.Sqrt(fans.In));

    private static void KaimingNormalFanOut(Span<float> target, Fans fans, RandomStream stream) =>
        stream.FillNormal(target, MathF.Sqrt(2f / fans.Out));

    private static void KaimingUniformFanIn(Span<float> target, Fans fans, RandomStream stream) =>
        stream.FillUniform(target, MathF.Sqrt(6f / fans.In));
}
