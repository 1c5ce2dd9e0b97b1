using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX ScatterElements: overwrites elements at given places along an axis.</summary>
public sealed class ScatterElementsKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "ScatterElements";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        if (node.Attributes.Text("reduction", "none") is var reduction and not ("none" or "add"))
        {
            throw node.Refuse($"reduction '{reduction}' is not supported.");
        }

        var axis = node.Attributes.Int("axis", 0);
        var adds = node.Attributes.Text("reduction", "none") == "add";
        return frame =>
        {
            var data = frame.Input(0);
            using var wide = Aten.To(frame.Input(1), ScalarType.Int64);
            using var places = Aten.Remainder(wide, data.Shape[axis < 0 ? axis + data.Rank : axis]);
            frame.SetOutput(0, adds ? Aten.ScatterAdd(data, axis, places, frame.Input(2)) : Aten.Scatter(data, axis, places, frame.Input(2)));
        };
    }
}
