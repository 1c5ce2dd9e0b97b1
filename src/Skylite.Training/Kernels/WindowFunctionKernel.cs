using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>HannWindow, HammingWindow and BlackmanWindow: sums of cosines over a number of samples.</summary>
/// <param name="opType">The operator's name as ONNX spells it.</param>
/// <param name="terms">The weights of cos 0, cos 2πn/N, cos 4πn/N, ….</param>
public sealed class WindowFunctionKernel(string opType, params double[] terms) : IKernel
{
    /// <inheritdoc/>
    public string OpType => opType;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var periodic = node.Attributes.Int("periodic", 1) != 0;
        var type = (ElementType)node.Attributes.Int("output_datatype", (long)ElementType.Float);
        return frame =>
        {
            var count = frame.Integers(0)[0];
            var period = Math.Max(1, periodic ? count : count - 1);
            var values = new double[count];
            for (var n = 0; n < count; n++)
            {
                values[n] = terms.Select((weight, k) => weight * Math.Cos(2 * Math.PI * k * n / period)).Sum();
            }

            using var window = TorchTensor.From<double>(values, count);
            frame.SetOutput(0, Casting.Convert(window, type));
        };
    }
}
