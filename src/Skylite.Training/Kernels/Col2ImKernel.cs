using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Col2Im over two axes: adds blocks back to the places of an image that they were taken from.</summary>
public sealed class Col2ImKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Col2Im";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        long[] ones = [1, 1];
        long[] dilations = [.. node.Attributes.Ints("dilations") ?? ones], strides = [.. node.Attributes.Ints("strides") ?? ones];
        long[] pads = [.. node.Attributes.Ints("pads") ?? [0, 0, 0, 0]];
        if (dilations.Length != 2 || strides.Length != 2 || pads.Length != 4)
        {
            throw node.Refuse("only images of two axes are supported.");
        }

        return frame =>
        {
            long[] image = frame.Integers(1), block = frame.Integers(2);
            using var padded = Aten.Col2Im(frame.Input(0), [image[0] + pads[0] + pads[2], image[1] + pads[1] + pads[3]], block, dilations, strides);
            frame.SetOutput(0, SpatialWindow.Pad(padded, [-pads[0], -pads[1]], [-pads[2], -pads[3]], 0));
        };
    }
}
