using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Split: into given lengths, or into equal parts (a last smaller one when they do not fit).</summary>
public sealed class SplitKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Split";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axis = node.Attributes.Int("axis", 0);
        var given = node.IntsOf("split", 1);
        var parts = node.Node.Outputs.Count;
        return frame =>
        {
            var input = frame.Input(0);
            var along = axis < 0 ? axis + input.Rank : axis;
            var size = input.Shape[along];
            var lengths = given ?? frame.Optional(1)?.ToArray<long>();
            var equal = (size + parts - 1) / parts;
            long start = 0;
            for (var i = 0; i < parts; i++)
            {
                var length = lengths is null ? Math.Min(equal, size - start) : lengths[i];
                if (frame.Wants(i))
                {
                    frame.SetOutput(i, Aten.Narrow(input, along, start, length));
                }

                start += length;
            }
        };
    }
}
