using System.Numerics;

namespace Skylite.Graphs.Operators;

/// <summary>The little arithmetic on constant tensors that shape computation needs.</summary>
internal static class TensorArithmetic
{
    /// <summary>Applies a function to every element.</summary>
    public static Tensor Map<T, TResult>(Tensor x, Func<T, TResult> function)
        where T : unmanaged
        where TResult : unmanaged =>
        Tensor.Create<TResult>(Array.ConvertAll(x.ToArray<T>(), v => function(v)), x.Dimensions);

    /// <summary>Applies a function to the elements of two tensors, stretched to their common shape.</summary>
    public static Tensor Zip<T, TResult>(Tensor a, Tensor b, Shape shape, Func<T, T, TResult> function)
        where T : unmanaged
        where TResult : unmanaged
    {
        var dimensions = shape.ToLengths();
        var left = StridedCopy.Expand(a, dimensions).Span<T>();
        var right = StridedCopy.Expand(b, dimensions).Span<T>();
        var result = new TResult[left.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = function(left[i], right[i]);
        }

        return Tensor.Create<TResult>(result, dimensions);
    }

    /// <summary>
    /// Adds, subtracts, multiplies, divides and compares as ONNX does; <see langword="null"/> where the operator or type is not computed here.
    /// </summary>
    public static Tensor? Compute(string opType, Tensor a, Tensor b)
    {
        if (a.Type != b.Type || Broadcasting.Combine(a.Shape, b.Shape) is not { } shape)
        {
            return null;
        }

        return a.Type switch
        {
            ElementType.Float when opType == "Pow" => Zip<float, float>(a, b, shape, MathF.Pow),
            ElementType.Float => Compute<float>(opType, a, b, shape),
            ElementType.Double => Compute<double>(opType, a, b, shape),
            ElementType.Int64 => Compute<long>(opType, a, b, shape),
            ElementType.Int32 => Compute<int>(opType, a, b, shape),
            ElementType.Bool => Logic(opType) is { } logic ? Zip(a, b, shape, logic) : null,
            _ => null,
        };
    }

    private static Tensor? Compute<T>(string opType, Tensor a, Tensor b, Shape shape)
        where T : unmanaged, INumber<T>
    {
        if (opType is "Div" or "Mod" && a.Type is ElementType.Int64 or ElementType.Int32 && b.Span<T>().Contains(T.Zero))
        {
            return null;
        }

        Func<T, T, T>? function = opType switch
        {
            "Add" or "Sum" => (x, y) => x + y,
            "Sub" => (x, y) => x - y,
            "Mul" => (x, y) => x * y,
            "Div" => (x, y) => x / y,
            "Mod" when a.Type is ElementType.Int64 or ElementType.Int32 => FloorModulo,
            "Min" => T.Min,
            "Max" => T.Max,
            _ => null,
        };
        if (function is not null)
        {
            return Zip(a, b, shape, function);
        }

        Func<T, T, bool>? comparison = opType switch
        {
            "Equal" => (x, y) => x == y,
            "Less" => (x, y) => x < y,
            "LessOrEqual" => (x, y) => x <= y,
            "Greater" => (x, y) => x > y,
            "GreaterOrEqual" => (x, y) => x >= y,
            _ => null,
        };
        return comparison is null ? null : Zip(a, b, shape, comparison);
    }

    private static T FloorModulo<T>(T x, T y)
        where T : INumber<T>
    {
        var rest = x % y;
        return rest != T.Zero && T.IsNegative(rest) != T.IsNegative(y) ? rest + y : rest;
    }

    private static Func<bool, bool, bool>? Logic(string opType) => opType switch
    {
        "And" => (x, y) => x && y,
        "Or" => (x, y) => x || y,
        "Xor" or "Equal" => (x, y) => (opType == "Xor") == (x != y),
        _ => null,
    };
}
