using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

/// <summary>The inputs of the operator tests: sines of the index, so that every element differs and Python can make the same.</summary>
internal sealed class AtenSample
{
    public TorchTensor X { get; } = Wave(0.7, 0.3, 2, 4, 6, 6);

    public TorchTensor Y { get; } = Wave(0.9, 1.1, 2, 4, 6, 6);

    public TorchTensor Positive => Aten.Add(Aten.Abs(X), 0.5);

    public TorchTensor W { get; } = Wave(0.31, 0.2, 6, 2, 3, 3);

    public TorchTensor Wt { get; } = Wave(0.31, 0.2, 4, 3, 3, 3);

    public TorchTensor Wt1 { get; } = Wave(0.31, 0.2, 3, 4, 3);

    public TorchTensor Seq { get; } = Wave(0.7, 0.3, 2, 4, 10);

    public TorchTensor B6 { get; } = Wave(1.3, 0.1, 6);

    public TorchTensor C1 { get; } = Aten.Add(Aten.Abs(Wave(0.5, 1.0, 4)), 0.5);

    public TorchTensor C2 { get; } = Wave(0.8, 0, 4);

    public TorchTensor C3 { get; } = Wave(0.2, 2.0, 4);

    public TorchTensor C4 { get; } = Aten.Add(Aten.Abs(Wave(1.1, 0.4, 4)), 0.2);

    public TorchTensor M { get; } = Wave(0.37, 0.5, 3, 4);

    public TorchTensor N { get; } = Wave(0.53, 0.1, 4, 5);

    public TorchTensor Lg { get; } = Aten.Mul(Wave(0.77, 0.2, 3, 5), 3);

    public TorchTensor Lab { get; } = TorchTensor.From<long>([4, 0, 2], 3);

    public TorchTensor Idx { get; } = TorchTensor.From<long>([2, 0, 1], 3);

    public TorchTensor Soft { get; } = Aten.Softmax(Wave(1.7, 0.9, 3, 5), 1);

    public TorchTensor Cw { get; } = Aten.Add(Aten.Abs(Wave(0.4, 0.6, 5)), 0.5);

    public TorchTensor Gi { get; } = TorchTensor.From<long>([0, 2, 1, 0, 1, 1, 0, 2], 2, 4);

    public TorchTensor Grid { get; } = Aten.Mul(Wave(0.9, 0.4, 2, 5, 5, 2), 1.1);

    public static TorchTensor Wave(double frequency, double phase, params ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var size in shape)
        {
            count *= size;
        }

        var values = new float[count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)Math.Sin((i * frequency) + phase);
        }

        return TorchTensor.From<float>(values, shape);
    }

    public static void Check(double expected, TorchTensor result)
    {
        var values = result.ToArray<double>();
        var sum = 0.0;
        var size = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i] * Math.Cos(i + 1);
            size += Math.Abs(values[i]);
        }

        Assert.True(Math.Abs(sum - expected) <= 2e-6 * (1 + size), $"{sum} instead of {expected}");
    }
}
