using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

public sealed class ActivationsTests
{
    [Theory]
    [InlineData(ScalarType.Float32, MemoryFormat.Contiguous)]
    [InlineData(ScalarType.BFloat16, MemoryFormat.Contiguous)]
    [InlineData(ScalarType.BFloat16, MemoryFormat.ChannelsLast)]
    public void Clip_is_the_identity_between_its_bounds_and_flat_beyond(ScalarType type, MemoryFormat format)
    {
        using var scope = new TensorScope();
        float[] values = [.. Enumerable.Range(0, 2 * 3 * 20 * 30).Select(i => ((i * 7 % 41) - 20) / 2f)];
        float[] weights = [.. Enumerable.Range(0, values.Length).Select(i => (float)((i % 13) - 6))];
        var x = Aten.Contiguous(Aten.To(TorchTensor.From<float>(values, 2, 3, 20, 30), type), format);
        x.RequiresGrad = true;

        var y = Activations.Clip(x, -1, 6);
        Aten.Sum(Aten.Mul(y, Aten.To(TorchTensor.From<float>(weights, 2, 3, 20, 30), type))).Backward();

        Assert.Equal(values.Select(v => Math.Clamp(v, -1, 6)), Aten.To(y, ScalarType.Float32).ToArray<float>());
        Assert.Equal(values.Zip(weights, (v, w) => v is > -1 and < 6 ? w : 0), Aten.To(x.Grad!, ScalarType.Float32).ToArray<float>());
    }
}
