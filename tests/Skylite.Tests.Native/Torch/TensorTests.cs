using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

public sealed class TensorTests
{
    [Fact]
    public void Values_go_in_and_come_back_in_every_type()
    {
        using var scope = new TensorScope();
        Check<byte>([1, 2, 255], ScalarType.UInt8);
        Check<sbyte>([1, -2, 127], ScalarType.Int8);
        Check<short>([1, -2, 30000], ScalarType.Int16);
        Check([1, -2, int.MaxValue], ScalarType.Int32);
        Check([1, -2, long.MaxValue], ScalarType.Int64);
        Check([(Half)1, (Half)(-2.5f), (Half)0.1f], ScalarType.Float16);
        Check([1, -2.5f, 0.1f], ScalarType.Float32);
        Check([1, -2.5, 0.1], ScalarType.Float64);
        Check([true, false, true], ScalarType.Bool);
        Assert.Throws<ArgumentException>(() => TorchTensor.From<char>(['a'], 1));
        Assert.Throws<ArgumentException>(() => TorchTensor.From<float>([1, 2], 3));

        static void Check<T>(T[] values, ScalarType type)
            where T : unmanaged
        {
            var x = TorchTensor.From<T>(values, 3, 1);
            Assert.Equal(type, x.Type);
            Assert.Equal([3, 1], x.Shape);
            Assert.Equal(values, x.ToArray<T>());
        }
    }

    [Fact]
    public void Reading_converts_and_follows_the_logical_order()
    {
        using var scope = new TensorScope();
        var x = TorchTensor.From<float>([1, 2, 3, 4, 5, 6], 2, 3);
        var t = Aten.T(x);
        Assert.False(t.IsContiguous);
        Assert.Equal([1, 4, 2, 5, 3, 6], t.ToArray<int>());
        t.CopyFrom<int>([10, 40, 20, 50, 30, 60]);
        Assert.Equal([10, 20, 30, 40, 50, 60], x.ToArray<float>());
        Assert.Equal([1.5f], Aten.To(TorchTensor.Scalar(1.5), ScalarType.BFloat16).ToArray<float>());
    }

    [Fact]
    public void Wrapped_memory_is_shared_until_the_tensor_goes()
    {
        var memory = new float[6];
        using (var x = TorchTensor.Wrap<float>(memory, 2, 3))
        {
            Aten.FillInPlace(x, 7);
            memory[5] = 8;
            Assert.Equal(43, Aten.Item(Aten.Sum(x)));
        }

        Assert.All(memory.AsSpan(0, 5).ToArray(), v => Assert.Equal(7, v));
    }

    [Fact]
    public void Creation_gives_the_values_its_name_says()
    {
        using var scope = new TensorScope();
        Assert.All(TorchTensor.Zeros(2, 2).ToArray<float>(), v => Assert.Equal(0, v));
        Assert.All(TorchTensor.Ones(3).ToArray<float>(), v => Assert.Equal(1, v));
        var full = TorchTensor.Full(3, ScalarType.Int64, TorchDevice.Cpu, 2);
        Assert.Equal([3L, 3L], full.ToArray<long>());
        var scalar = TorchTensor.Scalar(2.5);
        Assert.Equal(0, scalar.Rank);
        Assert.Equal(2.5, scalar.Item());
        Assert.Equal(3, Aten.Item(Aten.Select(full, 0, 1)));
    }

    [Fact]
    public void A_tensor_describes_itself()
    {
        using var scope = new TensorScope();
        var x = TorchTensor.Zeros(8, 3, 64, 64);
        Assert.Equal("float32[8, 3, 64, 64] cpu", x.ToString());
        x.RequiresGrad = true;
        Assert.Equal("float32[8, 3, 64, 64] cpu, requires gradient", x.ToString());
        x.Dispose();
        Assert.Equal("disposed tensor", x.ToString());
        Assert.Throws<ObjectDisposedException>(() => x.Count);
    }

    [Fact]
    public void Channels_last_is_seen()
    {
        using var scope = new TensorScope();
        var x = TorchTensor.Ones(2, 3, 4, 5);
        var y = Aten.Contiguous(x, MemoryFormat.ChannelsLast);
        Assert.True(x.IsContiguous);
        Assert.False(x.IsChannelsLast);
        Assert.True(y.IsChannelsLast);
        Assert.Equal(x.Shape, y.Shape);
    }
}
