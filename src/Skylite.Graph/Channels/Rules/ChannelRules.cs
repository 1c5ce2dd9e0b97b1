namespace Skylite.Graphs.Channels.Rules;

/// <summary>The channel rule of every operator that has one.</summary>
internal static class ChannelRules
{
    private static readonly Dictionary<string, Action<ChannelTies>> Rules = new(StringComparer.Ordinal)
    {
        ["Conv"] = ConvolutionTies.Tie,
        ["ConvTranspose"] = ConvolutionTies.TieTransposed,
        ["Gemm"] = MatrixTies.TieGemm,
        ["MatMul"] = MatrixTies.TieMatMul,
        ["BatchNormalization"] = NormalizationTies.TieBatch,
        ["InstanceNormalization"] = NormalizationTies.TieInstance,
        ["LayerNormalization"] = NormalizationTies.TieLayer,
        ["GroupNormalization"] = NormalizationTies.TieGroup,
        ["LRN"] = NormalizationTies.TieLocalResponse,
        ["Reshape"] = ReshapeTies.Tie,
        ["Flatten"] = ReshapeTies.Tie,
        ["Squeeze"] = ReshapeTies.Tie,
        ["Unsqueeze"] = ReshapeTies.Tie,
        ["Transpose"] = LayoutTies.TieTranspose,
        ["Concat"] = ConcatTies.Tie,
        ["Split"] = TakeTies.TieSplit,
        ["Slice"] = TakeTies.TieSlice,
        ["Gather"] = TakeTies.TieGather,
        ["Pad"] = LayoutTies.TiePad,
        ["Tile"] = LayoutTies.TieTile,
        ["Expand"] = LayoutTies.TieExpand,
        ["DepthToSpace"] = LayoutTies.TieDepthToSpace,
        ["SpaceToDepth"] = LayoutTies.TieSpaceToDepth,
        ["Resize"] = AxisTies.TieResize,
        ["Upsample"] = AxisTies.TieResize,
        ["Shape"] = AxisTies.TieShape,
        ["Softmax"] = AxisTies.TieSoftmax,
        ["LogSoftmax"] = AxisTies.TieSoftmax,
        ["Hardmax"] = AxisTies.TieSoftmax,
        ["ArgMax"] = AxisTies.TieArg,
        ["ArgMin"] = AxisTies.TieArg,
        ["Div"] = t => t.ElementWise(divisor: 1),
        ["Mod"] = t => t.ElementWise(divisor: 1),
        ["Pow"] = t => t.ElementWise(divisor: 1),
    };

    private static readonly string[] ElementWise =
    [
        "Add", "Sub", "Mul", "Min", "Max", "Sum", "Mean", "PRelu", "Where", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "And", "Or", "Xor", "Not",
        "Relu", "LeakyRelu", "Elu", "Selu", "Celu", "ThresholdedRelu", "Gelu", "HardSigmoid", "HardSwish", "Mish", "Sigmoid", "Softplus", "Softsign", "Tanh", "Erf", "Exp", "Log",
        "Sqrt", "Reciprocal", "Abs", "Neg", "Sign", "Floor", "Ceil", "Round", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Asinh", "Acosh", "Atanh",
        "IsNaN", "IsInf", "BitShift",
    ];

    private static readonly string[] Identity = ["Identity", "Dropout", "Cast", "CastLike", "Clip"];

    private static readonly string[] Pool =
        ["MaxPool", "AveragePool", "LpPool", "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool"];

    private static readonly string[] Reduce =
    [
        "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSum", "ReduceLogSumExp",
    ];

    /// <summary>Ties the channels of a node.</summary>
    public static void Tie(ChannelTies ties)
    {
        var name = ties.Node.Domain.Length == 0 ? ties.Node.OpType : string.Empty;
        if (Rules.TryGetValue(name, out var rule))
        {
            rule(ties);
        }
        else if (Array.IndexOf(ElementWise, name) >= 0)
        {
            ties.ElementWise();
        }
        else if (Array.IndexOf(Identity, name) >= 0)
        {
            AxisTies.TieIdentity(ties);
        }
        else if (Array.IndexOf(Pool, name) >= 0)
        {
            AxisTies.TiePool(ties);
        }
        else if (Array.IndexOf(Reduce, name) >= 0)
        {
            AxisTies.TieReduce(ties);
        }
        else
        {
            ties.PinAll("has no channel rule");
        }
    }
}
