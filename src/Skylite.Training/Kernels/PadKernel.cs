using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Pad: constant on any axes, reflect and edge on the last one to three.</summary>
public sealed class PadKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Pad";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var mode = node.Attributes.Text("mode", "constant");
        if (mode is not ("constant" or "reflect" or "edge"))
        {
            throw node.Refuse($"mode '{mode}' is not supported.");
        }

        var given = node.IntsOf("pads", 1);
        var axes = node.ConstantOf(3)?.ToInt64();
        var constant = node.ConstantOf(2)?.ToSingle()[0] ?? node.Attributes.Float("value", 0);
        return frame =>
        {
            var input = frame.Input(0);
            var pads = Reverse(given ?? frame.Input(1).ToArray<long>(), axes, input.Rank);
            frame.SetOutput(0, mode == "constant" ? Aten.ConstantPad(input, pads, constant) : Aten.Pad(input, Trim(pads), mode == "edge" ? "replicate" : mode));
        };
    }

    // ONNX lists all beginnings, then all ends; libtorch lists pairs from the last axis on.
    private static long[] Reverse(long[] pads, long[]? axes, int rank)
    {
        var count = pads.Length / 2;
        var result = new long[2 * rank];
        for (var i = 0; i < count; i++)
        {
            var axis = axes is null ? i : axes[i] < 0 ? axes[i] + rank : axes[i];
            result[2 * (rank - 1 - axis)] = pads[i];
            result[(2 * (rank - 1 - axis)) + 1] = pads[i + count];
        }

        return result;
    }

    private static long[] Trim(long[] pads)
    {
        var length = pads.Length;
        while (length > 2 && pads[length - 1] == 0 && pads[length - 2] == 0)
        {
            length -= 2;
        }

        return pads[..length];
    }
}
