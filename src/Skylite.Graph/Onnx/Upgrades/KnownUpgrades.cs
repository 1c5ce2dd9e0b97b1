namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>Every rule that brings a node to operator set 17.</summary>
internal static class KnownUpgrades
{
    /// <summary>Rules that look at the node alone.</summary>
    public static IReadOnlyList<IUpgrade> BySpelling { get; } =
    [
        .. Dropped(),
        new FirstForms("Cast"),
        new FirstForms("Concat"),
        new FirstForms("Pad"),
        new FirstForms("Upsample"),
        new AttributesToInputs("Reshape", 5, ("shape", 1)),
        new AttributesToInputs("Clip", 11, ("min", 1), ("max", 2)),
        new AttributesToInputs("Dropout", 12, ("ratio", 1)),
        new AttributesToInputs("Pad", 11, ("pads", 1), ("value", 2)),
        new AttributesToInputs("ReduceSum", 13, ("axes", 1)),
        new AttributesToInputs("Slice", 10, ("starts", 1), ("ends", 2), ("axes", 3)),
        new AttributesToInputs("Split", 13, ("split", 1)),
        new AttributesToInputs("Squeeze", 13, ("axes", 1)),
        new AttributesToInputs("TopK", 10, ("k", 1)),
        new AttributesToInputs("Unsqueeze", 13, ("axes", 1)),
        new AttributesToInputs("Upsample", 9, ("scales", 1)),
        new ReductionAxes("ReduceMean"),
        new ReductionAxes("ReduceMax"),
        new ReductionAxes("ReduceMin"),
        new ReductionAxes("ReduceProd"),
        new ReductionAxes("ReduceL1"),
        new ReductionAxes("ReduceL2"),
        new ReductionAxes("ReduceLogSum"),
        new ReductionAxes("ReduceLogSumExp"),
        new ReductionAxes("ReduceSumSquare"),
        new BatchNormalizationForm(),
        new ResizeForm("Upsample"),
        new ResizeForm("Resize"),
        new Renamed("Scatter", "ScatterElements"),
        new AttributeDefault("RoiAlign", 16, "coordinate_transformation_mode", "output_half_pixel"),
        new ActivationParts("Gelu"),
        new ActivationParts("Mish"),
        new GridSampleMode(),
        new QuantizedType(),
        new TransformAxis(),
        new NewerAttribute("AveragePool", "dilations", IsOnes, kept: v => !IsOnes(v)),
        new NewerAttribute("LpPool", "dilations", IsOnes, kept: v => !IsOnes(v)),
        new NewerAttribute("LpPool", "ceil_mode", IsZero, kept: v => v is GraphAttribute.Int { Value: not 0 }),
        new NewerAttribute("Cast", "saturate", _ => true),
        new NewerAttribute("CastLike", "saturate", _ => true),
        new NewerAttribute("QuantizeLinear", "saturate", _ => true),
        new NewerAttribute("QuantizeLinear", "block_size", IsZero),
        new NewerAttribute("DequantizeLinear", "block_size", IsZero),
        new NewerAttribute("Resize", "antialias", IsZero, kept: v => v is GraphAttribute.Int { Value: not 0 }),
        new NewerAttribute(
            "Resize",
            "keep_aspect_ratio_policy",
            v => v is GraphAttribute.Text { Value: "stretch" },
            kept: v => v is GraphAttribute.Text { Value: "not_larger" or "not_smaller" }),
    ];

    /// <summary>Rules that need to know the shapes of the node's inputs.</summary>
    public static IReadOnlyList<IUpgrade> ByShape { get; } =
    [
        .. OldBroadcasts().Select(name => new OldBroadcast(name)),
        new FirstForms("Tile"),
        new SoftmaxAxis("Softmax"),
        new SoftmaxAxis("LogSoftmax"),
        new SoftmaxAxis("Hardmax"),
        new SplitCount(),
        new AxesForm("Pad"),
        new AxesForm("Resize"),
        new GroupNormalizationParts(),
    ];

    private static string[] OldBroadcasts() => ["Add", "Sub", "Mul", "Div", "Pow", "And", "Or", "Xor", "Equal", "Greater", "Less", "PRelu"];

    private static IEnumerable<IUpgrade> Dropped()
    {
        string[] consuming =
        [
            "Abs", "Add", "And", "BatchNormalization", "Ceil", "Clip", "Div", "Dropout", "Elu", "Exp", "Floor", "HardSigmoid", "InstanceNormalization",
            "LeakyRelu", "Log", "Max", "Mean", "Min", "Mul", "Neg", "PRelu", "Reciprocal", "Relu", "Reshape", "Selu", "Sigmoid", "Sqrt", "Sub", "Sum", "Tanh",
        ];
        return
        [
            .. consuming.Select(name => new Dropped(name, 7, "consumed_inputs")),
            new Dropped("BatchNormalization", 7, "is_test"),
            new Dropped("Dropout", 7, "is_test"),
            new Dropped("Gemm", 7, "broadcast"),
        ];
    }

    private static bool IsOnes(GraphAttribute value) => value is GraphAttribute.Ints ints && ints.Values.All(v => v == 1);

    private static bool IsZero(GraphAttribute value) => value is GraphAttribute.Int { Value: 0 };
}
