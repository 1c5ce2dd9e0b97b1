using Skylite.Graphs;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Tests.Native.OnnxRuntime;

public sealed class OrtValueTests
{
    [Fact]
    public void Every_element_type_passes_through_a_model_unchanged()
    {
        Check<float>([1.5f, -2]);
        Check<double>([1.5, -2]);
        Check<Half>([(Half)1.5, (Half)(-2)]);
        Check<byte>([0, 255]);
        Check<sbyte>([-128, 127]);
        Check<ushort>([0, 65535]);
        Check<short>([-32768, 32767]);
        Check<int>([int.MinValue, int.MaxValue]);
        Check<uint>([0, uint.MaxValue]);
        Check<long>([long.MinValue, long.MaxValue]);
        Check<ulong>([0, ulong.MaxValue]);
        Check<bool>([true, false]);
    }

    [Fact]
    public void Memory_is_shared_and_not_copied()
    {
        var data = new float[] { 1, 2, 3, 4 };
        using var value = OrtValue.CreateTensorValueFromMemory(data.AsMemory(1, 2), [2]);

        data[1] = 9;
        Assert.Equal([9, 3], value.GetTensorDataAsSpan<float>().ToArray());
        value.GetTensorMutableDataAsSpan<float>()[1] = 8;
        Assert.Equal([1, 9, 8, 4], data);
    }

    [Fact]
    public void Shape_type_and_count_are_told()
    {
        using var value = OrtValue.CreateAllocatedTensorValue(TensorElementType.Int8, [2, 3, 4]);
        using var scalar = OrtValue.CreateTensorValueFromMemory(new long[] { 5 }, []);
        using var empty = OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [0, 3]);

        Assert.Equal([2, 3, 4], value.Shape);
        Assert.Equal(24, value.ElementCount);
        Assert.Equal("Int8[2,3,4]", value.ToString());
        Assert.Equal(5, Assert.Single(scalar.GetTensorDataAsSpan<long>().ToArray()));
        Assert.Equal(0, empty.ElementCount);
        Assert.Empty(empty.GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => OrtValue.CreateTensorValueFromMemory(new float[5], [2, 3]));
        Assert.Throws<ArgumentException>(() => OrtValue.CreateTensorValueFromMemory(new float[6], [-2, -3]));
        Assert.Throws<NotSupportedException>(() => OrtValue.CreateTensorValueFromMemory(new DateTime[1], [1]));
        using var value = OrtValue.CreateTensorValueFromMemory(new float[1], [1]);
        Assert.Throws<InvalidOperationException>(() => value.GetTensorDataAsSpan<int>().Length);
        value.Dispose();
        Assert.Throws<ObjectDisposedException>(() => value.GetTensorDataAsSpan<float>().Length);
    }

    private static void Check<T>(T[] data)
        where T : unmanaged
    {
        using var session = new InferenceSession(SmallModels.Copy(ElementTypes.Of<T>()).Bytes());
        using var input = OrtValue.CreateTensorValueFromMemory(data, [data.Length]);
        using var outputs = session.Run(new Dictionary<string, OrtValue> { ["x"] = input });
        Assert.Equal(data, outputs[0].GetTensorDataAsSpan<T>().ToArray());
        Assert.Equal((int)ElementTypes.Of<T>(), (int)outputs[0].ElementType);
        Assert.Equal(ElementTypes.Of<T>().Size(), TensorElementTypes.SizeOf(outputs[0].ElementType));
    }
}
