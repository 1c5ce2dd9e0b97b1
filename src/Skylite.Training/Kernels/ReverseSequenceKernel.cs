using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX ReverseSequence: reverses the first elements of each sequence of a batch, as many as are given.</summary>
public sealed class ReverseSequenceKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "ReverseSequence";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var (time, batch) = (node.Attributes.Int("time_axis", 0), node.Attributes.Int("batch_axis", 1));
        return frame =>
        {
            var input = frame.Input(0);
            var (steps, lengths) = (input.Shape[time], frame.Integers(1));
            var shape = Enumerable.Repeat(1L, input.Rank).ToArray();
            (shape[time], shape[batch]) = (steps, lengths.Length);
            var places = new long[steps * lengths.Length];
            for (var step = 0L; step < steps; step++)
            {
                for (var entry = 0L; entry < lengths.Length; entry++)
                {
                    var place = step < lengths[entry] ? lengths[entry] - 1 - step : step;
                    places[time < batch ? (step * lengths.Length) + entry : (entry * steps) + step] = place;
                }
            }

            using var index = TorchTensor.From<long>(places, shape);
            using var wide = Aten.Expand(index, input.Shape);
            frame.SetOutput(0, Aten.Gather(input, time, wide));
        };
    }
}
