using Skylite.Graphs;
using static Skylite.Tests.Native.Training.KernelCases;
using static Skylite.Tests.Native.Training.OrtOracle;

namespace Skylite.Tests.Native.Training;

/// <summary>Cases of the kernels that work element by element.</summary>
internal static class KernelCasesOfElements
{
    private static readonly Tensor Matrix = Spread(2, 5, 6);
    private static readonly Tensor Half = Tensor.Vector(-0.8f, -0.5f, -0.1f, 0.2f, 0.6f, 0.85f);

    public static KernelCase[] All { get; } = [.. Activations(), .. Functions(), .. Arithmetic()];

    private static KernelCase[] Activations() =>
    [
        New("Relu", "Relu", Matrix),
        New("Clip to 6", "Clip", Matrix, Tensor.Scalar(-0.5f), Tensor.Scalar(1f)),
        New("Clip below only", "Clip", Matrix, Tensor.Scalar(0f)),
        New("Clip above only", "Clip", Matrix, Tensor.Vector<float>(), Tensor.Scalar(0.7f)),
        New("Clip of old", "Clip", Matrix) with { Opset = 9, Attributes = a => { a.Set("min", -1f); a.Set("max", 0.5f); } },
        New("PRelu", "PRelu", Noise(1, 2, 3, 4, 4), Noise(2, 3, 1, 1)),
        New("LeakyRelu", "LeakyRelu", Matrix) with { Attributes = a => a.Set("alpha", 0.2f) },
        New("ThresholdedRelu", "ThresholdedRelu", Matrix) with { Attributes = a => a.Set("alpha", 0.7f) },
        New("Shrink", "Shrink", Matrix) with { Attributes = a => { a.Set("lambd", 0.6f); a.Set("bias", 0.6f); } },
        New("Elu", "Elu", Matrix) with { Attributes = a => a.Set("alpha", 0.7f) },
        New("Celu", "Celu", Matrix) with { Attributes = a => a.Set("alpha", 0.7f) },
        New("Selu", "Selu", Matrix),
        New("Sigmoid", "Sigmoid", Matrix),
        New("Tanh", "Tanh", Matrix),
        New("Softplus", "Softplus", Matrix),
        New("Softsign", "Softsign", Matrix),
        New("Mish", "Mish", Matrix) with { Opset = 18 },
        New("HardSwish", "HardSwish", Matrix),
        New("HardSigmoid", "HardSigmoid", Matrix) with { Attributes = a => a.Set("alpha", 0.3f) },
        New("Gelu", "Gelu", Matrix) with { Opset = 20 },
        New("Gelu approximated", "Gelu", Matrix) with { Opset = 20, Attributes = a => a.Set("approximate", "tanh") },
        New("Erf", "Erf", Matrix),
    ];

    private static KernelCase[] Functions() =>
    [
        New("Exp", "Exp", Matrix),
        New("Log", "Log", Positive(1, 3, 4)),
        New("Sqrt", "Sqrt", Positive(1, 3, 4)),
        New("Reciprocal", "Reciprocal", Positive(1, 3, 4)),
        New("Abs", "Abs", Matrix),
        New("Neg", "Neg", Matrix),
        New("Sign", "Sign", Matrix) with { Smooth = false },
        New("Floor", "Floor", Matrix) with { Smooth = false },
        New("Ceil", "Ceil", Matrix) with { Smooth = false },
        New("Round to even", "Round", Tensor.Vector(-1.5f, -0.5f, 0.5f, 1.5f, 2.5f, 0.3f)) with { Smooth = false },
        New("Sin", "Sin", Matrix),
        New("Cos", "Cos", Matrix),
        New("Tan", "Tan", Half),
        New("Asin", "Asin", Half),
        New("Acos", "Acos", Half),
        New("Asinh", "Asinh", Matrix),
        New("Acosh", "Acosh", Tensor.Vector(1.2f, 2f, 3.5f)),
        New("Atanh", "Atanh", Half),
        New("Atan", "Atan", Matrix),
        New("Sinh", "Sinh", Matrix),
        New("Cosh", "Cosh", Matrix),
        New("Not", "Not", Tensor.Vector(true, false)) with { OutputType = ElementType.Bool, Smooth = false },
        New("IsNaN", "IsNaN", Tensor.Vector(1f, float.NaN)) with { OutputType = ElementType.Bool, Smooth = false },
        New("IsInf", "IsInf", Tensor.Vector(1f, float.NegativeInfinity)) with { OutputType = ElementType.Bool, Smooth = false },
    ];

    private static KernelCase[] Arithmetic() =>
    [
        New("Add", "Add", Matrix, Noise(3, 6)),
        New("Add of two inputs", "Add", Matrix, Noise(3, 5, 6)) with { Fed = 2 },
        New("Sub", "Sub", Matrix, Noise(3, 5, 1)),
        New("Mul", "Mul", Matrix, Noise(3, 6)) with { Fed = 2 },
        New("Div", "Div", Matrix, Positive(3, 6)) with { Fed = 2 },
        New("Div of integers", "Div", Tensor.Vector<long>(7, -7, 9), Tensor.Vector<long>(2, 2, 3)) with { OutputType = ElementType.Int64, Smooth = false },
        New("Pow", "Pow", Positive(3, 5, 6), Tensor.Scalar(1.7f)),
        New("Mod", "Mod", Tensor.Vector<long>(7, -7, 9), Tensor.Vector<long>(3, 3, -4)) with { OutputType = ElementType.Int64, Smooth = false },
        New("Mod of floats", "Mod", Tensor.Vector(7.5f, -7.5f), Tensor.Vector(2f, 2f)) with { Attributes = a => a.Set("fmod", 1), Smooth = false },
        .. new[] { "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual" }.Select(op =>
            New(op, op, Tensor.Vector(1f, 2f, 3f), Tensor.Vector(2f, 2f, 2f)) with { OutputType = ElementType.Bool, Smooth = false }),
        .. new[] { "And", "Or", "Xor" }.Select(op =>
            New(op, op, Tensor.Vector(true, true, false, false), Tensor.Vector(true, false, true, false)) with
            {
                OutputType = ElementType.Bool,
                Smooth = false,
            }),
        .. new[] { "Sum", "Mean", "Min", "Max" }.Select(op => New(op, op, Matrix, Noise(3, 6), Noise(4, 5, 1)) with { Fed = 3 }),
        New("Where", "Where", Tensor.Create([true, false, false, true], 2, 2), Noise(1, 2, 2), Noise(2, 2)) with { Smooth = false },
    ];
}
