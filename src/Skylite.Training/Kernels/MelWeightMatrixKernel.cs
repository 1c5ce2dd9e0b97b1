using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX MelWeightMatrix: triangles on the mel scale, [spectrum bins, mel bins].</summary>
public sealed class MelWeightMatrixKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "MelWeightMatrix";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var type = (ElementType)node.Attributes.Int("output_datatype", (long)ElementType.Float);
        return frame =>
        {
            var (bands, length, rate) = (frame.Integers(0)[0], frame.Integers(1)[0], frame.Integers(2)[0]);
            using var matrix = Matrix(bands, length, rate, frame.Input(3).Item(), frame.Input(4).Item());
            frame.SetOutput(0, Casting.Convert(matrix, type));
        };
    }

    private static TorchTensor Matrix(long bands, long length, long rate, double low, double high)
    {
        double Mel(double frequency) => 2595 * Math.Log10(1 + (frequency / 700));
        var bins = (length / 2) + 1;
        var step = (Mel(high) - Mel(low)) / (bands + 2);
        var edges = Enumerable.Range(0, (int)bands + 2)
            .Select(i => (long)Math.Floor((length + 1) * (700 * (Math.Pow(10, ((i * step) + Mel(low)) / 2595) - 1)) / rate))
            .ToArray();
        var weights = new double[bins * bands];
        for (var band = 0; band < bands; band++)
        {
            var (left, centre, right) = (edges[band], edges[band + 1], edges[band + 2]);
            for (var bin = left; bin <= Math.Min(right, bins - 1); bin++)
            {
                weights[(bin * bands) + band] = bin == centre ? 1
                    : bin < centre ? (double)(bin - left) / (centre - left)
                    : (double)(right - bin) / (right - centre);
            }
        }

        return TorchTensor.From<double>(weights, bins, bands);
    }
}
