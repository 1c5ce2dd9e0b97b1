namespace Skylite.Zoo.Initialization;

/// <summary>The fan-in and fan-out of a weight: second and first axis, each times the kernel's area.</summary>
/// <remarks>As PyTorch counts them: a grouped convolution's groups do not divide the fan-out.</remarks>
public readonly record struct Fans(long In, long Out)
{
    /// <summary>The fans of a weight of shape [outputs, inputs, …kernel].</summary>
    public static Fans Of(ReadOnlySpan<long> weight)
    {
        long area = 1;
        foreach (var length in weight[2..])
        {
            area *= length;
        }

        return new Fans(weight[1] * area, weight[0] * area);
    }
}
