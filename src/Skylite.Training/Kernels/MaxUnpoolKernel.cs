using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX MaxUnpool: puts values back to the places that MaxPool gave, zeros elsewhere.</summary>
public sealed class MaxUnpoolKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "MaxUnpool";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var window = new SpatialWindow(node, node.Attributes.Ints("kernel_shape") ?? throw node.Refuse("'kernel_shape' is missing."));
        var (begin, end) = window.Padding([]);
        return frame =>
        {
            var input = frame.Input(0);
            // the places are numbered in the tensor that was pooled, which may be smaller than the one that is asked for
            long[] own = [.. input.Shape[..2], .. input.Shape[2..].Select((n, i) => ((n - 1) * window.Strides[i]) + window.Kernel[i] - begin[i] - end[i])];
            var wanted = frame.Given(2) ? frame.Integers(2) : own;
            using var zeros = TorchTensor.Full(0, input.Type, input.Device, TupleIndices.Product(own));
            using var places = Aten.Reshape(frame.Input(1), -1);
            using var values = Aten.Reshape(input, -1);
            using var flat = Aten.Scatter(zeros, 0, places, values);
            var result = Aten.Reshape(flat, own);
            if (!own.AsSpan().SequenceEqual(wanted))
            {
                using var inner = result;
                result = SpatialWindow.Pad(inner, new long[window.Rank], [.. wanted.Skip(2).Select((n, i) => n - own[i + 2])], 0);
            }

            frame.SetOutput(0, result);
        };
    }
}
