using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX ScatterElements: overwrites elements at given places along an axis, or adds, multiplies or compares with them.</summary>
public sealed class ScatterElementsKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "ScatterElements";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var reduction = ReductionOf(node);
        var axis = node.Attributes.Int("axis", 0);
        return frame =>
        {
            var data = frame.Input(0);
            using var wide = Aten.To(frame.Input(1), ScalarType.Int64);
            using var places = Aten.Remainder(wide, data.Shape[axis < 0 ? axis + data.Rank : axis]);
            frame.SetOutput(0, Scatter(data, axis, places, frame.Input(2), reduction));
        };
    }

    /// <summary>The attribute <c>reduction</c> as libtorch spells it; empty for plain overwriting.</summary>
    internal static string ReductionOf(NodeContext node) => node.Attributes.Text("reduction", "none") switch
    {
        "none" => string.Empty,
        "add" => "sum",
        "mul" => "prod",
        "max" => "amax",
        "min" => "amin",
        var other => throw node.Refuse($"reduction '{other}' is not one of none, add, mul, max and min."),
    };

    /// <summary>Combines elements with those at the given places along an axis.</summary>
    internal static TorchTensor Scatter(TorchTensor data, long axis, TorchTensor places, TorchTensor updates, string reduction) => reduction switch
    {
        "" => Aten.Scatter(data, axis, places, updates),
        "sum" => Aten.ScatterAdd(data, axis, places, updates),
        _ => Aten.ScatterReduce(data, axis, places, updates, reduction),
    };
}
