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
        var direction = node.Attributes.Text("direction", string.Empty);
        if (direction is not ("LEFT" or "RIGHT"))
        {
            throw node.Refuse($"direction '{direction}' is neither LEFT nor RIGHT.");
        }

        return frame => frame.SetOutput(0, direction == "LEFT" ? Up(frame.Input(0), frame.Input(1), bits)
            : bits == 64 ? Down(frame.Input(0), frame.Input(1))
            : Aten.BitwiseRightShift(frame.Input(0), frame.Input(1)));
    }

    private static TorchTensor Up(TorchTensor x, TorchTensor places, int bits)
    {
        using var moved = Aten.BitwiseLeftShift(x, places);
        return bits is 16 or 32 ? Aten.BitwiseAnd(moved, (1L << bits) - 1) : moved.Alias();
    }

    // the highest of 64 unsigned bits is a sign to libtorch, which would be copied downwards
    private static TorchTensor Down(TorchTensor x, TorchTensor places)
    {
        var (numbers, by) = (x.ToArray<long>(), Aten.Expand(places, x.Shape).ToArray<long>());
        return TorchTensor.From<long>([.. numbers.Zip(by, (v, p) => p > 63 ? 0 : (long)((ulong)v >> (int)p))], x.Shape);
    }
}
