namespace Skylite.Training.Kernels;

/// <summary>ONNX CenterCropPad: cuts off or fills up with zeros around the centre, to given lengths.</summary>
public sealed class CenterCropPadKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "CenterCropPad";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var stated = node.Attributes.Ints("axes");
        var known = node.ConstantOf(1)?.ToInt64();
        return frame =>
        {
            var input = frame.Input(0);
            var lengths = known ?? frame.Integers(1);
            var (begin, end) = (new long[input.Rank], new long[input.Rank]);
            for (var i = 0; i < lengths.Length; i++)
            {
                var axis = stated is null ? i : stated[i] < 0 ? stated[i] + input.Rank : stated[i];
                var more = lengths[i] - input.Shape[axis];
                begin[axis] = more / 2;
                end[axis] = more - begin[axis];
            }

            frame.SetOutput(0, SpatialWindow.Pad(input, begin, end, 0));
        };
    }
}
