using System.Diagnostics.CodeAnalysis;
using Skylite.Graphs;
using Skylite.Graphs.Operators;
using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>Every operator that the interpreter computes.</summary>
public static class KernelCatalogue
{
    /// <summary>The kernels, one for each operator; Constant needs none.</summary>
    public static IReadOnlyList<IKernel> All { get; } =
    [
        .. Layers(),
        .. Activations(),
        .. Arithmetic(),
        .. Reductions(),
        .. Layout(),
        .. Indexing(),
        .. Integers(),
        .. Losses(),
        .. Signals(),
    ];

    private static readonly Dictionary<string, IKernel> ByOpType = All.ToDictionary(k => k.OpType, StringComparer.Ordinal);

    /// <summary>Finds the kernel of a node.</summary>
    public static bool TryFind(Node node, [NotNullWhen(true)] out IKernel? kernel)
    {
        kernel = null;
        return node.Domain is "" or "ai.onnx" && ByOpType.TryGetValue(node.OpType, out kernel);
    }

    /// <summary>Finds the kernel of a node.</summary>
    /// <exception cref="NotSupportedException">No kernel computes the operator; the message names node and operator.</exception>
    public static IKernel Find(Node node) => TryFind(node, out var kernel)
        ? kernel
        : throw new NotSupportedException(
            $"The interpreter cannot run node '{node.Name}': "
            + $"operator '{(node.Domain.Length == 0 ? string.Empty : node.Domain + "::")}{node.OpType}' has no kernel. "
            + $"{OperatorNotes.Of(node)}Such a node can be left to ONNX Runtime (--allow-opaque); it is then not trained and its channels stay.");

    private static IKernel[] Layers() =>
    [
        new ConvKernel(),
        new ConvTransposeKernel(),
        new WideKernel(new DeformConvKernel()),
        new GemmKernel(),
        new MatMulKernel(),
        new EinsumKernel(),
        new BatchNormalizationKernel(),
        new WideKernel(new LayerNormalizationKernel()),
        new InstanceNormalizationKernel(),
        new LrnKernel(),
        new LpNormalizationKernel(),
        new MeanVarianceNormalizationKernel(),
        new DropoutKernel(),
        new MaxPoolKernel(),
        new MaxUnpoolKernel(),
        new AveragePoolKernel(),
        new GlobalPoolKernel("GlobalAveragePool", _ => (x, axes) => Aten.Mean(x, axes, true)),
        new GlobalPoolKernel("GlobalMaxPool", _ => (x, axes) => Aten.Amax(x, axes, true)),
        new GlobalPoolKernel("GlobalLpPool", n => { var p = n.Attributes.Int("p", 2); return (x, axes) => Aten.Norm(x, p, axes, true); }),
        new LpPoolKernel(),
        new RoiAlignKernel(),
    ];

    private static IKernel[] Activations() =>
    [
        new ReluKernel(),
        new ClipKernel(),
        new PReluKernel(),
        new SoftmaxKernel("Softmax", (x, axis) => Aten.Softmax(x, axis)),
        new SoftmaxKernel("LogSoftmax", (x, axis) => Aten.LogSoftmax(x, axis)),
        new HardmaxKernel(),
        new UnaryKernel("LeakyRelu", n => { var slope = n.Attributes.Float("alpha", 0.01f); return x => Aten.LeakyRelu(x, slope); }),
        new UnaryKernel("ThresholdedRelu", n => { var alpha = n.Attributes.Float("alpha", 1); return x => Aten.Threshold(x, alpha, 0); }),
        new UnaryKernel(
            "Shrink", n => { var (bias, at) = (n.Attributes.Float("bias", 0), n.Attributes.Float("lambd", 0.5f)); return x => Shrink(x, bias, at); }),
        new UnaryKernel("Elu", n => { var alpha = n.Attributes.Float("alpha", 1); return x => Aten.Elu(x, alpha); }),
        new UnaryKernel("Celu", n => { var alpha = n.Attributes.Float("alpha", 1); return x => Aten.Celu(x, alpha); }),
        new UnaryKernel("Selu", Selu),
        new UnaryKernel("Sigmoid", Aten.Sigmoid),
        new UnaryKernel("Tanh", Aten.Tanh),
        new UnaryKernel("Softplus", x => Aten.Softplus(x)),
        new UnaryKernel("Softsign", Softsign),
        new WideKernel(new UnaryKernel("Mish", Aten.Mish)),
        new UnaryKernel("HardSwish", Aten.Hardswish),
        new UnaryKernel("HardSigmoid", n =>
        {
            var (alpha, beta) = (n.Attributes.Float("alpha", 0.2f), n.Attributes.Float("beta", 0.5f));
            return x => HardSigmoid(x, alpha, beta);
        }),
        new UnaryKernel("Gelu", n => { var form = n.Attributes.Text("approximate", "none"); return x => Aten.Gelu(x, form); }),
        new UnaryKernel("Erf", Aten.Erf),
    ];

    private static IKernel[] Arithmetic() =>
    [
        new ArithmeticKernel("Add", (a, b) => Aten.Add(a, b), ParameterRole.Bias),
        new ArithmeticKernel("Sub", (a, b) => Aten.Sub(a, b), ParameterRole.Bias),
        new ArithmeticKernel("Mul", Aten.Mul, ParameterRole.Other),
        new ArithmeticKernel("Div", Divide, ParameterRole.Other),
        new ArithmeticKernel("Pow", Power),
        new ModKernel(),
        new ArithmeticKernel("Equal", Aten.Eq),
        new ArithmeticKernel("Greater", Aten.Gt),
        new ArithmeticKernel("GreaterOrEqual", Aten.Ge),
        new ArithmeticKernel("Less", Aten.Lt),
        new ArithmeticKernel("LessOrEqual", Aten.Le),
        new ArithmeticKernel("And", Aten.LogicalAnd),
        new ArithmeticKernel("Or", Aten.LogicalOr),
        new ArithmeticKernel("Xor", Aten.LogicalXor),
        new VariadicKernel("Sum", (a, b) => Aten.Add(a, b)),
        new VariadicKernel("Mean", (a, b) => Aten.Add(a, b), mean: true),
        new VariadicKernel("Min", Aten.Minimum),
        new VariadicKernel("Max", Aten.Maximum),
        new UnaryKernel("Exp", Aten.Exp),
        new UnaryKernel("Log", Aten.Log),
        new UnaryKernel("Sqrt", Aten.Sqrt),
        new UnaryKernel("Reciprocal", Aten.Reciprocal),
        new UnaryKernel("Abs", Aten.Abs),
        new UnaryKernel("Neg", Aten.Neg),
        new UnaryKernel("Sign", Aten.Sign),
        new UnaryKernel("Floor", Aten.Floor),
        new UnaryKernel("Ceil", Aten.Ceil),
        new UnaryKernel("Round", Aten.Round),
        new UnaryKernel("Sin", Aten.Sin),
        new UnaryKernel("Cos", Aten.Cos),
        new UnaryKernel("Tan", Aten.Tan),
        new UnaryKernel("Asin", Aten.Asin),
        new UnaryKernel("Acos", Aten.Acos),
        new UnaryKernel("Atan", Aten.Atan),
        new UnaryKernel("Asinh", Aten.Asinh),
        new UnaryKernel("Acosh", Aten.Acosh),
        new UnaryKernel("Atanh", Aten.Atanh),
        new UnaryKernel("Sinh", Aten.Sinh),
        new UnaryKernel("Cosh", Aten.Cosh),
        new UnaryKernel("IsNaN", Aten.IsNaN),
        new UnaryKernel("IsInf", Infinite),
        new UnaryKernel("Not", Aten.LogicalNot),
        new WideKernel(new UnaryKernel("Det", Aten.Det)),
        new BitShiftKernel(),
        new ArithmeticKernel("BitwiseAnd", Aten.BitwiseAnd),
        new ArithmeticKernel("BitwiseOr", Aten.BitwiseOr),
        new ArithmeticKernel("BitwiseXor", Aten.BitwiseXor),
        new UnaryKernel("BitwiseNot", Complement),
        new WhereKernel(),
    ];

    private static IKernel[] Reductions() =>
    [
        new ReductionKernel("ReduceMean", (x, axes, keep) => Aten.Mean(x, axes, keep), computesFloats: true),
        new ReductionKernel("ReduceSum", (x, axes, keep) => Aten.Sum(x, axes, keep)),
        new ReductionKernel("ReduceMax", (x, axes, keep) => Aten.Amax(x, axes, keep)),
        new ReductionKernel("ReduceMin", (x, axes, keep) => Aten.Amin(x, axes, keep)),
        new ReductionKernel("ReduceProd", Product),
        new ReductionKernel("ReduceLogSum", LogOfSum, computesFloats: true),
        new ReductionKernel("ReduceL1", (x, axes, keep) => Aten.Norm(x, 1, axes, keep), computesFloats: true),
        new ReductionKernel("ReduceL2", (x, axes, keep) => Aten.Norm(x, 2, axes, keep), computesFloats: true),
        new ReductionKernel("ReduceSumSquare", SumOfSquares),
        new ReductionKernel("ReduceLogSumExp", (x, axes, keep) => Aten.LogSumExp(x, axes, keep), computesFloats: true),
        new ArgKernel("ArgMax", (x, axis, keep) => Aten.Argmax(x, axis, keep)),
        new ArgKernel("ArgMin", (x, axis, keep) => Aten.Argmin(x, axis, keep)),
        new TopKKernel(),
        new CumSumKernel(),
    ];

    private static IKernel[] Layout() =>
    [
        new IdentityKernel(),
        new FlattenKernel(),
        new ReshapeKernel(),
        new TransposeKernel(),
        new SqueezeKernel(),
        new UnsqueezeKernel(),
        new ConcatKernel(),
        new SplitKernel(),
        new SliceKernel(),
        new GridSampleKernel(),
        new OneHotKernel(),
        new NonZeroKernel(),
        new UniqueKernel(),
        new ExpandKernel(),
        new TileKernel(),
        new PadKernel(),
        new ResizeKernel("Resize"),
        new ResizeKernel("Upsample"),
        new DepthToSpaceKernel(),
        new SpaceToDepthKernel(),
        new ShapeKernel(),
        new UnaryKernel("Size", x => TorchTensor.From<long>([x.Count])),
        new TriluKernel(),
        new CastKernel(),
        new CastLikeKernel(),
        new ConstantOfShapeKernel(),
        new RangeKernel(),
    ];

    private static IKernel[] Indexing() =>
    [
        new GatherKernel(),
        new GatherElementsKernel(),
        new GatherNDKernel(),
        new WideKernel(new ScatterElementsKernel()),
        new WideKernel(new ScatterNDKernel()),
        new CompressKernel(),
        new ReverseSequenceKernel(),
        new EyeLikeKernel(),
        new CenterCropPadKernel(),
        new Col2ImKernel(),
        new AffineGridKernel(),
        new NonMaxSuppressionKernel(),
    ];

    private static IKernel[] Integers() =>
    [
        new QuantizeLinearKernel(),
        new DequantizeLinearKernel(),
        new DynamicQuantizeLinearKernel(),
        new IntegerConvKernel("ConvInteger"),
        new IntegerConvKernel("QLinearConv"),
        new IntegerMatMulKernel("MatMulInteger"),
        new IntegerMatMulKernel("QLinearMatMul"),
    ];

    private static IKernel[] Losses() =>
    [
        new NegativeLogLikelihoodKernel("NegativeLogLikelihoodLoss", takesScores: false),
        new NegativeLogLikelihoodKernel("SoftmaxCrossEntropyLoss", takesScores: true),
    ];

    private static IKernel[] Signals() =>
    [
        new WindowFunctionKernel("HannWindow", 0.5, -0.5),
        new WindowFunctionKernel("HammingWindow", 25.0 / 46, -21.0 / 46),
        new WindowFunctionKernel("BlackmanWindow", 0.42, -0.5, 0.08),
        new DftKernel(),
        new StftKernel(),
        new MelWeightMatrixKernel(),
        new TfIdfVectorizerKernel(),
    ];

    private static Func<TorchTensor, TorchTensor> Infinite(NodeContext node)
    {
        var (below, above) = (node.Attributes.Int("detect_negative", 1) != 0, node.Attributes.Int("detect_positive", 1) != 0);
        return (below, above) switch
        {
            (true, true) => Aten.IsInf,
            (true, false) => x => Aten.Eq(x, double.NegativeInfinity),
            (false, true) => x => Aten.Eq(x, double.PositiveInfinity),
            _ => x => TorchTensor.Full(0, ScalarType.Bool, x.Device, x.Shape),
        };
    }

    private static Func<TorchTensor, TorchTensor> Selu(NodeContext node)
    {
        if (!node.Attributes.Contains("alpha") && !node.Attributes.Contains("gamma"))
        {
            return Aten.Selu;
        }

        var (alpha, gamma) = (node.Attributes.Float("alpha", 1.6732632f), node.Attributes.Float("gamma", 1.050701f));
        return x =>
        {
            using var bent = Aten.Elu(x, alpha);
            return Aten.Mul(bent, gamma);
        };
    }

    private static Func<TorchTensor, TorchTensor> Complement(NodeContext node)
    {
        var bits = Casting.WideBits(node.Node.Input(0).Type);
        return bits is 0 or 64 ? Aten.BitwiseNot : x =>
        {
            using var flipped = Aten.BitwiseNot(x);
            return Aten.BitwiseAnd(flipped, (1L << bits) - 1);
        };
    }

    // The result has the base's type, which libtorch would widen to the exponent's.
    private static TorchTensor Power(TorchTensor a, TorchTensor b)
    {
        if (a.Type == b.Type || a.Type == ScalarType.Float64)
        {
            return Aten.Pow(a, b);
        }

        using var wide = a.Type.IsFloatingPoint() ? a.Alias() : Aten.To(a, ScalarType.Float64);
        using var power = Aten.Pow(wide, b);
        return power.Type == a.Type ? power.Alias() : Aten.To(power, a.Type);
    }

    // Values within ±at vanish, the others move towards 0 by the bias.
    private static TorchTensor Shrink(TorchTensor x, double bias, double at)
    {
        using var sign = Aten.Sign(x);
        using var offset = Aten.Mul(sign, bias);
        using var moved = Aten.Sub(x, offset);
        using var size = Aten.Abs(x);
        using var small = Aten.Le(size, at);
        return Aten.MaskedFill(moved, small, 0);
    }

    private static TorchTensor Product(TorchTensor x, long[] axes, bool keep)
    {
        var result = x.Alias();
        foreach (var axis in axes.Select(a => a < 0 ? a + x.Rank : a).OrderDescending())
        {
            using var before = result;
            result = Aten.Prod(before, axis, keep);
        }

        return result;
    }

    private static TorchTensor LogOfSum(TorchTensor x, long[] axes, bool keep)
    {
        using var sum = Aten.Sum(x, axes, keep);
        return Aten.Log(sum);
    }

    private static TorchTensor Softsign(TorchTensor x)
    {
        using var size = Aten.Abs(x);
        using var below = Aten.Add(size, 1);
        return Aten.Div(x, below);
    }

    private static TorchTensor HardSigmoid(TorchTensor x, double alpha, double beta)
    {
        using var scaled = Aten.Mul(x, alpha);
        using var moved = Aten.Add(scaled, beta);
        return Aten.Clamp(moved, 0, 1);
    }

    // ONNX divides integers towards zero, libtorch makes floats of them.
    private static TorchTensor Divide(TorchTensor a, TorchTensor b) =>
        !a.Type.IsFloatingPoint() ? Aten.DivRounded(a, b, "trunc") : Aten.Div(a, b);

    private static TorchTensor SumOfSquares(TorchTensor x, long[] axes, bool keep)
    {
        using var squares = Aten.Mul(x, x);
        return Aten.Sum(squares, axes, keep);
    }
}
