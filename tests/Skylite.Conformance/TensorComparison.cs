using System.Globalization;
using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Conformance;

/// <summary>Compares a computed tensor with the one that the standard expects, as the standard's own runner does.</summary>
internal static class TensorComparison
{
    private const double Relative = 1e-3;
    private const double Absolute = 1e-7;

    /// <summary>What is different, or <see langword="null"/> when the tensors agree.</summary>
    public static string? Difference(TorchTensor actual, Tensor expected)
    {
        if (!actual.Shape.AsSpan().SequenceEqual(expected.Dimensions))
        {
            return $"its shape is [{string.Join(", ", actual.Shape)}], expected {expected.Shape}.";
        }

        if (actual.Type != CarrierOf(expected.Type))
        {
            return $"its elements are {actual.Type}, expected {expected.Type}.";
        }

        return expected.Type.IsFloating() ? FloatDifference(actual.ToArray<double>(), expected) : IntegerDifference(actual.ToArray<long>(), expected);
    }

    // libtorch has no unsigned integers beyond 8 bits; 16-bit floats are computed in 32 bits
    private static ScalarType CarrierOf(ElementType type) => type switch
    {
        ElementType.Float or ElementType.Float16 or ElementType.BFloat16 => ScalarType.Float32,
        ElementType.Double => ScalarType.Float64,
        ElementType.UInt8 => ScalarType.UInt8,
        ElementType.Int8 => ScalarType.Int8,
        ElementType.Int16 => ScalarType.Int16,
        ElementType.Int32 => ScalarType.Int32,
        ElementType.Bool => ScalarType.Bool,
        _ => ScalarType.Int64,
    };

    private static string? FloatDifference(double[] actual, Tensor expected)
    {
        var wanted = expected.Type == ElementType.Double ? expected.ToArray<double>() : Array.ConvertAll(expected.ToSingle(), v => (double)v);
        // two neighbouring numbers of the type may both be right
        var relative = expected.Type switch { ElementType.Float16 => 2e-3, ElementType.BFloat16 => 1e-2, _ => Relative };
        for (var i = 0; i < wanted.Length; i++)
        {
            var (a, b) = (actual[i], wanted[i]);
            if (!a.Equals(b) && a != b && !(Math.Abs(a - b) <= Absolute + (relative * Math.Abs(b))))
            {
                return string.Create(CultureInfo.InvariantCulture, $"element {i} of {wanted.Length} is {a:R}, expected {b:R}.");
            }
        }

        return null;
    }

    private static string? IntegerDifference(long[] actual, Tensor expected)
    {
        // the highest numbers of 64 unsigned bits are carried by the same bits
        var wanted = expected.Type == ElementType.UInt64 ? Array.ConvertAll(expected.ToArray<ulong>(), v => unchecked((long)v)) : expected.ToInt64();
        for (var i = 0; i < wanted.Length; i++)
        {
            if (actual[i] != wanted[i])
            {
                return string.Create(CultureInfo.InvariantCulture, $"element {i} of {wanted.Length} is {actual[i]}, expected {wanted[i]}.");
            }
        }

        return null;
    }
}
