namespace Skylite.Graphs.Operators;

/// <summary>The operators that Skylite knows.</summary>
public static class KnownOperators
{
    private static readonly string[] Functions =
    [
        "Relu", "LeakyRelu", "Sigmoid", "HardSigmoid", "HardSwish", "Tanh", "Erf", "Elu", "Selu", "Celu", "ThresholdedRelu", "Softplus", "Softsign", "Shrink",
        "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Asinh", "Acosh", "Atanh", "Sign", "Not", "BitwiseNot",
    ];

    private static readonly string[] OfTwo = ["Add", "Sub", "Mul", "Div", "Pow", "Mod", "BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor"];
    private static readonly string[] OfMany = ["Min", "Max", "Sum", "Mean"];
    private static readonly string[] Comparisons = ["Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "And", "Or", "Xor"];

    /// <summary>Every known operator; a new one is a class and a line here.</summary>
    public static IReadOnlyList<IOperator> All { get; } =
    [
        .. Elementwises(),
        .. Broadcasts(),
        new Conv("Conv", weight: 1, new Arity(2, 3)),
        new Conv("ConvInteger", weight: 1, new Arity(2, 4), ElementType.Int32),
        new Conv("QLinearConv", weight: 3, new Arity(8, 9)),
        new ConvTranspose(),
        new DeformConv(),
        new Gemm(),
        new MatMul("MatMul", second: 1, Arity.Of(2)),
        new MatMul("MatMulInteger", second: 1, new Arity(2, 4), ElementType.Int32),
        new MatMul("QLinearMatMul", second: 3, Arity.Of(8)),
        new BatchNormalization(),
        new InstanceNormalization(),
        new LayerNormalization(),
        new LocalResponseNormalization(),
        new MeanVarianceNormalization(),
        new PRelu(),
        new Clip(),
        new Where(),
        new Identity(),
        new Dropout(),
        new Softmax("Softmax"),
        new Softmax("LogSoftmax"),
        new Softmax("Hardmax"),
        new Softmax("LpNormalization"),
        new Pool("MaxPool", maxOutputs: 2),
        new Pool("AveragePool"),
        new Pool("LpPool"),
        new GlobalPool("GlobalAveragePool"),
        new GlobalPool("GlobalMaxPool"),
        new GlobalPool("GlobalLpPool"),
        new Reduction("ReduceSum"),
        new Reduction("ReduceMean"),
        new Reduction("ReduceMax"),
        new Reduction("ReduceMin"),
        new Reduction("ReduceProd"),
        new Reduction("ReduceL1"),
        new Reduction("ReduceL2"),
        new Reduction("ReduceLogSum"),
        new Reduction("ReduceLogSumExp"),
        new Reduction("ReduceSumSquare"),
        new ArgReduction("ArgMax"),
        new ArgReduction("ArgMin"),
        new TopK(),
        new Concat(),
        new Split(),
        new Slice(),
        new Gather(),
        new Reshape(),
        new Flatten(),
        new Squeeze(),
        new Unsqueeze(),
        new Transpose(),
        new Expand(),
        new Tile(),
        new Pad(),
        new Compress(),
        new Einsum(),
        new EyeLike(),
        new GatherElements(),
        new GatherND(),
        new GridSample(),
        new NonZero(),
        new OneHot(),
        new RoiAlign(),
        new Unique(),
        new CastLike(),
        new BlockRearrangement("DepthToSpace"),
        new BlockRearrangement("SpaceToDepth"),
        new Resize(),
        new ShapeOperator(),
        new SizeOperator(),
        new RangeOperator(),
        new ConstantOfShape(),
        new ConstantOperator(),
        new Cast(),
        new QuantizeLinear(),
        new DequantizeLinear(),
        new DynamicQuantizeLinear(),
        .. SameShapes(),
        .. Losses(),
        .. Signals(),
        new NonMaxSuppression(),
        new MaxUnpool(),
        new Det(),
        new CenterCropPad(),
        new Col2Im(),
        new AffineGrid(),
        new TfIdfVectorizer(),
    ];

    private static readonly Dictionary<string, IOperator> ByName = All.ToDictionary(o => o.OpType, StringComparer.Ordinal);

    /// <summary>The operator of a node, or <see langword="null"/> for one that Skylite does not know.</summary>
    public static IOperator? Find(Node node) => node.Domain.Length == 0 ? Find(node.OpType) : null;

    /// <summary>The operator of ONNX's own set with this name, or <see langword="null"/>.</summary>
    public static IOperator? Find(string opType) => ByName.GetValueOrDefault(opType);

    private static IEnumerable<IOperator> Elementwises() =>
    [
        .. Functions.Select(name => new Elementwise(name)),
        new Elementwise("Sqrt", compute: Math.Sqrt),
        new Elementwise("Exp", compute: Math.Exp),
        new Elementwise("Log", compute: Math.Log),
        new Elementwise("Abs", compute: Math.Abs),
        new Elementwise("Neg", compute: v => -v),
        new Elementwise("Reciprocal", compute: v => 1 / v),
        new Elementwise("Floor", compute: Math.Floor),
        new Elementwise("Ceil", compute: Math.Ceiling),
        new Elementwise("Round", compute: Math.Round),
        new Elementwise("IsNaN", ElementType.Bool),
        new Elementwise("IsInf", ElementType.Bool),
    ];

    private static IEnumerable<IOperator> SameShapes() =>
    [
        new SameShape("CumSum", Arity.Of(2), "sums up along these channels", (ties, _) => ties.ConstantOf(1)?.ToInt64()),
        new SameShape("Trilu", new Arity(1, 2), "takes a triangle of these channels", (_, _) => [-1, -2]),
        new SameShape("ScatterElements", Arity.Of(3), "writes to chosen places of these channels"),
        new SameShape("ScatterND", Arity.Of(3), "writes to chosen places of these channels"),
        new SameShape(
            "ReverseSequence",
            Arity.Of(2),
            "reverses these channels",
            (ties, _) => [ties.Node.Attributes.Int("time_axis", 0), ties.Node.Attributes.Int("batch_axis", 1)]),
    ];

    private static IEnumerable<IOperator> Losses() =>
    [
        new NegativeLogLikelihood("NegativeLogLikelihoodLoss", maxOutputs: 1),
        new NegativeLogLikelihood("SoftmaxCrossEntropyLoss", maxOutputs: 2),
    ];

    private static IEnumerable<IOperator> Signals() =>
    [
        new WindowFunction("HannWindow"),
        new WindowFunction("HammingWindow"),
        new WindowFunction("BlackmanWindow"),
        new FourierTransform(),
        new ShortTimeFourierTransform(),
        new MelWeightMatrix(),
    ];

    private static IEnumerable<IOperator> Broadcasts() =>
    [
        .. OfTwo.Select(name => new BroadcastElementwise(name, Arity.Of(2))),
        .. OfMany.Select(name => new BroadcastElementwise(name, new Arity(1, Arity.Many))),
        .. Comparisons.Select(name => new BroadcastElementwise(name, Arity.Of(2), ElementType.Bool)),
    ];
}
