using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>The roles of ONNX operators, as ONNX Runtime's fusions serve them.</summary>
public static class QuantizationRoles
{
    /// <summary>The role of each operator that can compute with 8-bit integers; any other stays in float.</summary>
    public static IReadOnlyDictionary<string, QuantizationRole> All { get; } = new Dictionary<string, QuantizationRole>(StringComparer.Ordinal)
    {
        ["Conv"] = QuantizationRole.Weighted,
        ["Gemm"] = QuantizationRole.Weighted,
        ["MatMul"] = QuantizationRole.Weighted,
        ["Add"] = QuantizationRole.Elementwise,
        ["Mul"] = QuantizationRole.Elementwise,
        ["Relu"] = QuantizationRole.Clipping,
        ["Clip"] = QuantizationRole.Clipping,
        ["AveragePool"] = QuantizationRole.OwnScale,
        ["GlobalAveragePool"] = QuantizationRole.OwnScale,
        ["LeakyRelu"] = QuantizationRole.OwnScale,
        ["Sigmoid"] = QuantizationRole.OwnScale,
        ["MaxPool"] = QuantizationRole.SharedScale,
        ["Flatten"] = QuantizationRole.SharedScale,
        ["Reshape"] = QuantizationRole.SharedScale,
        ["Squeeze"] = QuantizationRole.SharedScale,
        ["Unsqueeze"] = QuantizationRole.SharedScale,
        ["Transpose"] = QuantizationRole.SharedScale,
        ["Identity"] = QuantizationRole.SharedScale,
        ["Dropout"] = QuantizationRole.SharedScale,
        ["Resize"] = QuantizationRole.SharedScale,
        ["DepthToSpace"] = QuantizationRole.SharedScale,
        ["SpaceToDepth"] = QuantizationRole.SharedScale,
        ["Concat"] = QuantizationRole.Joining,
    };

    /// <summary>The role of a node: that of its operator, unless something about the node (a computed weight, a constant operand) rules it out.</summary>
    /// <param name="node">A node of a float graph.</param>
    public static QuantizationRole Of(Node node)
    {
        var role = node.Domain.Length == 0 ? All.GetValueOrDefault(node.OpType) : QuantizationRole.None;
        var possible = role switch
        {
            QuantizationRole.None => false,
            QuantizationRole.Weighted => WeightedNode.TryRead(node, out _),
            QuantizationRole.Elementwise or QuantizationRole.Joining => node.Inputs.All(IsActivation),
            QuantizationRole.SharedScale => IsActivation(node.Inputs[0]) && node.Outputs.Skip(1).All(o => o is null || o.Uses.Count == 0) && StaysWithin(node),
            _ => IsActivation(node.Inputs[0]),
        };
        return possible ? role : QuantizationRole.None;
    }

    /// <summary>The inputs of a node that carry activations; its shapes, bounds, weights and biases are not among them.</summary>
    /// <param name="node">A node with a role.</param>
    /// <param name="role">Its role.</param>
    public static IEnumerable<Value> Activations(Node node, QuantizationRole role) =>
        role is QuantizationRole.Elementwise or QuantizationRole.Joining ? node.Inputs.OfType<Value>() : [node.Input(0)];

    // Cubic interpolation overshoots its neighbours, and regions may be filled from outside the image.
    private static bool StaysWithin(Node node) =>
        node.OpType != "Resize"
        || (node.Attributes.Text("mode", "nearest") != "cubic"
            && node.Attributes.Int("antialias", 0) == 0
            && node.Attributes.Text("coordinate_transformation_mode", "half_pixel") != "tf_crop_and_resize");

    private static bool IsActivation(Value? value) => value is { Constant: null };
}
