using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>Operands of integer convolutions and matrix products, as exact double-precision numbers.</summary>
internal static class IntegerOperand
{
    /// <summary>x − zero point, in 64-bit floats.</summary>
    /// <param name="x">Integers.</param>
    /// <param name="zeroPoint">One number, or one for each entry of an axis; <see langword="null"/> for 0.</param>
    /// <param name="axis">The axis that several zero points belong to; negative ones count from the end.</param>
    public static TorchTensor Centre(TorchTensor x, TorchTensor? zeroPoint, long axis)
    {
        var wide = Aten.To(x, ScalarType.Float64);
        if (zeroPoint is null)
        {
            return wide;
        }

        using (wide)
        using (var point = Spread(zeroPoint, axis, x.Rank))
        {
            return Aten.Sub(wide, point);
        }
    }

    /// <summary>One number per entry of an axis, shaped so that it meets a tensor of the given rank, in 64-bit floats.</summary>
    public static TorchTensor Spread(TorchTensor values, long axis, int rank)
    {
        using var wide = Aten.To(values, ScalarType.Float64);
        return values.Rank > 1 ? wide.Alias() : QuantizeLinearKernel.Broadcast(wide, axis, rank);
    }

    /// <summary>Rounds a sum of products to the output's grid.</summary>
    /// <param name="sum">Σ (a − zero a)·(b − zero b).</param>
    /// <param name="factor">scale a · scale b ÷ scale y, shaped to meet the sum.</param>
    /// <param name="zeroPoint">The output's zero point, whose type the result has.</param>
    public static TorchTensor Requantize(TorchTensor sum, TorchTensor factor, TorchTensor zeroPoint)
    {
        using var scaled = Aten.Mul(sum, factor);
        using var rounded = Aten.Round(scaled);
        using var point = Spread(zeroPoint, -1, sum.Rank);
        using var moved = Aten.Add(rounded, point);
        using var limited = zeroPoint.Type == ScalarType.Int8 ? Aten.Clamp(moved, -128, 127) : Aten.Clamp(moved, 0, 255);
        return Aten.To(limited, zeroPoint.Type);
    }
}
