using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

/// <summary>Each typed operator against python3-torch 1.13 on the same inputs, by a weighted sum of its result.</summary>
public sealed class AtenLayerTests
{
    private static readonly Dictionary<string, (double Expected, Func<AtenSample, TorchTensor> Call)> Cases = new()
    {
        ["convolution"] = (-0.12489754, s => Aten.Convolution(s.X, s.W, s.B6, new ConvolutionOptions { Stride = [2], Padding = [1], Groups = 2 })),
        ["convolution dilated"] = (11.436423,
            s => Aten.Convolution(s.X, s.W, null, new ConvolutionOptions { Dilation = [2, 1], Padding = [2, 0], Groups = 2 })),
        ["convolution transposed"] = (0.039198484,
            s => Aten.Convolution(s.X, s.Wt, null, new ConvolutionOptions { Transposed = true, Stride = [2], Padding = [1], OutputPadding = [1] })),
        ["convolution 1d"] = (0.48826513, s => Aten.Convolution(s.Seq, s.Wt1, null, new ConvolutionOptions { Padding = [1] })),
        ["max-pool ceil"] = (-1.1486717, s => Aten.MaxPool2d(s.X, new PoolingOptions { Kernel = [3], Stride = [2], CeilMode = true })),
        ["max-pool dilated"] = (-3.795478, s => Aten.MaxPool2d(s.X, new PoolingOptions { Kernel = [2, 3], Stride = [1], Padding = [1], Dilation = [2, 1] })),
        ["avg-pool"] = (-0.33269367, s => Aten.AvgPool2d(s.X, new PoolingOptions { Kernel = [3], Stride = [2], Padding = [1] })),
        ["avg-pool without border"] = (-0.25062454,
            s => Aten.AvgPool2d(s.X, new PoolingOptions { Kernel = [3], Stride = [2], Padding = [1], CeilMode = true, CountIncludePad = false })),
        ["batch-norm running"] = (2.1425222, s => Aten.BatchNorm(s.X, new BatchNormParameters(s.C1, s.C2, s.C3, s.C4), training: false, epsilon: 1e-3)),
        ["batch-norm training"] = (0.35695974, s => Aten.BatchNorm(s.X, new BatchNormParameters(s.C1, s.C2, null, null), training: true)),
        ["layer-norm"] = (-5.2277962, s => Aten.LayerNorm(s.M, [4], s.C1, s.C2)),
        ["instance-norm"] = (0.3570166, s => Aten.InstanceNorm(s.X, s.C1, s.C2)),
        ["relu"] = (-1.0645466, s => Aten.Relu(s.X)),
        ["sigmoid"] = (-0.64453701, s => Aten.Sigmoid(s.X)),
        ["tanh"] = (-0.42641558, s => Aten.Tanh(s.X)),
        ["mish"] = (-0.76460854, s => Aten.Mish(s.X)),
        ["hardswish"] = (-0.53810839, s => Aten.Hardswish(s.X)),
        ["selu"] = (-0.54207333, s => Aten.Selu(s.X)),
        ["gelu"] = (-0.81066731, s => Aten.Gelu(s.X)),
        ["softplus"] = (-1.1790151, s => Aten.Softplus(s.X)),
        ["celu"] = (-0.73666598, s => Aten.Celu(s.X)),
        ["abs"] = (-1.5532444, s => Aten.Abs(s.X)),
        ["neg"] = (0.5758489, s => Aten.Neg(s.X)),
        ["sign"] = (-1.2770245, s => Aten.Sign(s.X)),
        ["square"] = (-1.5011025, s => Aten.Square(s.X)),
        ["exp"] = (-2.5102438, s => Aten.Exp(s.X)),
        ["sin"] = (-0.48043091, s => Aten.Sin(s.X)),
        ["cos"] = (-0.32614061, s => Aten.Cos(s.X)),
        ["tan"] = (-0.88762967, s => Aten.Tan(s.X)),
        ["asin"] = (-0.85841266, s => Aten.Asin(s.X)),
        ["atan"] = (-0.43969765, s => Aten.Atan(s.X)),
        ["sinh"] = (-0.67981155, s => Aten.Sinh(s.X)),
        ["cosh"] = (-1.8304323, s => Aten.Cosh(s.X)),
        ["asinh"] = (-0.50161545, s => Aten.Asinh(s.X)),
        ["erf"] = (-0.4720336, s => Aten.Erf(s.X)),
        ["floor"] = (-0.1264636, s => Aten.Floor(s.X)),
        ["ceil"] = (-1.1505609, s => Aten.Ceil(s.X)),
        ["not"] = (0, s => Aten.LogicalNot(s.X)),
        ["sqrt"] = (-1.5294978, s => Aten.Sqrt(s.Positive)),
        ["rsqrt"] = (-0.52903561, s => Aten.Rsqrt(s.Positive)),
        ["log"] = (-0.99372752, s => Aten.Log(s.Positive)),
        ["reciprocal"] = (-0.023584373, s => Aten.Reciprocal(s.Positive)),
        ["round"] = (-4.8456797, s => Aten.Round(Aten.Mul(s.X, 5))),
        ["gelu tanh"] = (-0.81044765, s => Aten.Gelu(s.X, "tanh")),
        ["elu"] = (-0.83503029, s => Aten.Elu(s.X, 0.7)),
        ["leaky-relu"] = (-0.9668071, s => Aten.LeakyRelu(s.X, 0.2)),
        ["hardtanh"] = (-0.47945476, s => Aten.Hardtanh(s.X, -0.3, 0.6)),
        ["clamp low"] = (-0.86466452, s => Aten.Clamp(s.X, -0.3)),
        ["clamp high"] = (0.24995901, s => Aten.Clamp(s.X, null, 0.3)),
        ["threshold"] = (0.8342494, s => Aten.Threshold(s.X, 0.1, -2)),
        ["softmax"] = (-0.29111046, s => Aten.Softmax(s.X, 1)),
        ["log-softmax"] = (1.4513309, s => Aten.LogSoftmax(s.X, -1)),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_what_PyTorch_gives(string name)
    {
        using var scope = new TensorScope();
        var (expected, call) = Cases[name];
        AtenSample.Check(expected, call(new AtenSample()));
    }
}
