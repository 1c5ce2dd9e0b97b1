using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX BitShift of unsigned integers, up or down.</summary>
public sealed class BitShiftKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "BitShift";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var bits = Casting.WideBits(node.Node.Input(0).Type);
        return node.Attributes.Text("direction", string.Empty) switch
        {
            "LEFT" => frame =>
            {
                var moved = Aten.BitwiseLeftShift(frame.Input(0), frame.Input(1));
                frame.SetOutput(0, bits is 16 or 32 ? Aten.BitwiseAnd(moved, (1L << bits) - 1) : moved);
            },
            "RIGHT" => frame => frame.SetOutput(0, bits == 64 ? Down(frame.Input(0), frame.Input(1)) : Aten.BitwiseRightShift(frame.Input(0), frame.Input(1))),
            var other => throw node.Refuse($"direction '{other}' is neither LEFT nor RIGHT."),
        };
    }

    // the highest of 64 unsigned bits is a sign to libtorch, which would be copied downwards
    private static TorchTensor Down(TorchTensor x, TorchTensor places)
    {
        var (numbers, by) = (x.ToArray<long>(), Aten.Expand(places, x.Shape).ToArray<long>());
        return TorchTensor.From<long>([.. numbers.Zip(by, (v, p) => p > 63 ? 0 : (long)((ulong)v >> (int)p))], x.Shape);
    }
}
