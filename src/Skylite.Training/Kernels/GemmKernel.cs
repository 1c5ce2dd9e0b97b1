using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Gemm: α·A·B + β·C with optional transposition.</summary>
public sealed class GemmKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Gemm";

    /// <inheritdoc/>
    public bool OutputCanBeOverwritten => true;

    /// <inheritdoc/>
    public ParameterRole RoleOf(int input) => input == 2 ? ParameterRole.Bias : ParameterRole.Weight;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var alpha = node.Attributes.Float("alpha", 1);
        var beta = node.Attributes.Float("beta", 1);
        var transposeA = node.Attributes.Int("transA", 0) != 0;
        var transposeB = node.Attributes.Int("transB", 0) != 0;
        var plainBias = !node.Node.HasInput(2) || node.RankOf(2) == 1;
        if (transposeB && !transposeA && alpha == 1 && beta == 1 && plainBias)
        {
            return static frame => frame.SetOutput(0, Aten.Linear(frame.Input(0), frame.Input(1), frame.Optional(2)));
        }

        return frame =>
        {
            using var a = transposeA ? Aten.T(frame.Input(0)) : frame.Input(0).Alias();
            using var b = transposeB ? Aten.T(frame.Input(1)) : frame.Input(1).Alias();
            if (frame.Optional(2) is { } c && beta != 0)
            {
                frame.SetOutput(0, Aten.Addmm(c, a, b, beta, alpha));
                return;
            }

            var product = Aten.MatMul(a, b);
            if (alpha != 1)
            {
                using var unscaled = product;
                product = Aten.Mul(unscaled, alpha);
            }

            frame.SetOutput(0, product);
        };
    }
}
