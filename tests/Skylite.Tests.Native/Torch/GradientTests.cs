using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

/// <summary>Gradients against central differences in double precision.</summary>
public sealed class GradientTests
{
    private static readonly Dictionary<string, Func<TorchTensor, TorchTensor>> Functions = new()
    {
        ["convolution"] = x => Aten.Convolution(x, Weight(2, 2, 3, 3), null, new ConvolutionOptions { Padding = [1], Stride = [2] }),
        ["transposed convolution"] = x => Aten.Convolution(x, Weight(2, 3, 2, 2), null, new ConvolutionOptions { Transposed = true, Stride = [2] }),
        ["batch-norm"] = x => Aten.BatchNorm(x, default, training: true),
        ["layer-norm"] = x => Aten.LayerNorm(x, [4], null, null),
        ["max-pool"] = x => Aten.MaxPool2d(x, new PoolingOptions { Kernel = [2] }),
        ["avg-pool"] = x => Aten.AvgPool2d(x, new PoolingOptions { Kernel = [3], Stride = [1], Padding = [1] }),
        ["hardswish"] = Aten.Hardswish,
        ["gelu"] = x => Aten.Gelu(x),
        ["log-softmax"] = x => Aten.LogSoftmax(x, 1),
        ["bilinear"] = x => Aten.UpsampleBilinear2d(x, [5, 7]),
        ["grid-sample"] = x => Aten.GridSample(x, Aten.To(AtenSample.Wave(0.9, 0.4, 1, 3, 3, 2), ScalarType.Float64)),
        ["square root"] = x => Aten.Sqrt(Aten.Add(Aten.Square(x), 1)),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Equals_the_finite_difference(string name)
    {
        using var scope = new TensorScope();
        const double Step = 1e-5;
        var values = AtenSample.Wave(1.3, 0.2, 1, 2, 4, 4).ToArray<double>();
        var x = TorchTensor.From<double>(values, 1, 2, 4, 4);
        x.RequiresGrad = true;
        Loss(x).Backward();
        var gradient = x.Grad!.ToArray<double>();
        for (var i = 0; i < values.Length; i++)
        {
            var difference = (LossAt(i, Step) - LossAt(i, -Step)) / (2 * Step);
            Assert.Equal(difference, gradient[i], 1e-6);
        }

        double LossAt(int i, double step)
        {
            var moved = (double[])values.Clone();
            moved[i] += step;
            return Loss(TorchTensor.From<double>(moved, 1, 2, 4, 4)).Item();
        }

        TorchTensor Loss(TorchTensor input)
        {
            var y = Aten.Flatten(Functions[name](input));
            return Aten.Sum(Aten.Mul(y, Aten.To(AtenSample.Wave(0.77, 0.4, y.Count), ScalarType.Float64)));
        }
    }

    private static TorchTensor Weight(params ReadOnlySpan<long> shape) => Aten.To(AtenSample.Wave(0.31, 0.2, shape), ScalarType.Float64);
}
