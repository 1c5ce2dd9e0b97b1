using System.Runtime.InteropServices;

namespace Skylite.Native.Torch;

public sealed unsafe partial class TorchTensor
{
    /// <summary>A tensor on the CPU with a copy of the values.</summary>
    /// <typeparam name="T">byte, sbyte, short, int, long, Half, float, double or bool; decides the element type.</typeparam>
    /// <param name="values">The elements, last axis fastest.</param>
    /// <param name="shape">The sizes; their product is the number of values.</param>
    /// <returns>The tensor.</returns>
    public static TorchTensor From<T>(ReadOnlySpan<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        CheckCount(values.Length, shape);
        var tensor = Empty(ScalarTypes.Of<T>(), TorchDevice.Cpu, shape);
        values.CopyTo(new Span<T>(tensor.Info.Data, values.Length));
        return tensor;
    }

    /// <summary>A tensor on the CPU that works directly on managed memory, which stays pinned until the last use of the tensor ends.</summary>
    /// <typeparam name="T">byte, sbyte, short, int, long, Half, float, double or bool; decides the element type.</typeparam>
    /// <param name="memory">The elements, last axis fastest.</param>
    /// <param name="shape">The sizes; their product is the number of values.</param>
    /// <returns>The tensor; writing to it writes to the memory.</returns>
    public static TorchTensor Wrap<T>(Memory<T> memory, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        TorchRuntime.Load();
        CheckCount(memory.Length, shape);
        var type = (int)ScalarTypes.Of<T>();
        var pin = memory.Pin();
        var context = GCHandle.ToIntPtr(GCHandle.Alloc(pin));
        nint handle;
        fixed (long* sizes = shape)
        {
            var status = Shim.TensorFromBuffer(pin.Pointer, sizes, shape.Length, type, &Unpin, context, &handle);
            if (status != 0)
            {
                GCHandle.FromIntPtr(context).Free();
                pin.Dispose();
            }

            Shim.Check(status, "Wrapping memory as a tensor");
        }

        return new TorchTensor(handle);
    }

    /// <summary>A tensor whose elements are not set.</summary>
    /// <param name="type">Element type.</param>
    /// <param name="device">Where it lives.</param>
    /// <param name="shape">The sizes.</param>
    /// <returns>The tensor.</returns>
    public static TorchTensor Empty(ScalarType type, TorchDevice device, params ReadOnlySpan<long> shape)
    {
        TorchRuntime.Load();
        nint handle;
        fixed (long* sizes = shape)
        {
            var status = Shim.TensorEmpty(sizes, shape.Length, (int)type, device.Type, device.NativeIndex, &handle);
            if (status != 0)
            {
                Shim.Check(status, $"Creating a {type.Name()} tensor of shape [{string.Join(", ", shape.ToArray())}] on {device}");
            }
        }

        return new TorchTensor(handle);
    }

    /// <summary>A float32 tensor on the CPU, all 0.</summary>
    /// <param name="shape">The sizes.</param>
    /// <returns>The tensor.</returns>
    public static TorchTensor Zeros(params ReadOnlySpan<long> shape) => Full(0, ScalarType.Float32, TorchDevice.Cpu, shape);

    /// <summary>A float32 tensor on the CPU, all 1.</summary>
    /// <param name="shape">The sizes.</param>
    /// <returns>The tensor.</returns>
    public static TorchTensor Ones(params ReadOnlySpan<long> shape) => Full(1, ScalarType.Float32, TorchDevice.Cpu, shape);

    /// <summary>A tensor with one value everywhere.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">Element type.</param>
    /// <param name="device">Where it lives.</param>
    /// <param name="shape">The sizes.</param>
    /// <returns>The tensor.</returns>
    public static TorchTensor Full(double value, ScalarType type, TorchDevice device, params ReadOnlySpan<long> shape)
    {
        var tensor = Empty(type, device, shape);
        if (value == 0)
        {
            Aten.ZeroInPlace(tensor);
        }
        else
        {
            Aten.FillInPlace(tensor, value);
        }

        return tensor;
    }

    /// <summary>A tensor without axes.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="type">Element type.</param>
    /// <returns>The tensor.</returns>
    public static TorchTensor Scalar(double value, ScalarType type = ScalarType.Float32) => Full(value, type, TorchDevice.Cpu);

    /// <summary>The elements, last axis fastest, converted to <typeparamref name="T"/> if they are of another type.</summary>
    /// <typeparam name="T">byte, sbyte, short, int, long, Half, float, double or bool.</typeparam>
    /// <returns>A new array of <see cref="Count"/> values.</returns>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        var values = GC.AllocateUninitializedArray<T>(checked((int)Count));
        CopyTo(values.AsSpan());
        return values;
    }

    /// <summary>Copies the elements, last axis fastest, converted to <typeparamref name="T"/> if they are of another type.</summary>
    /// <typeparam name="T">byte, sbyte, short, int, long, Half, float, double or bool.</typeparam>
    /// <param name="target">Room for exactly <see cref="Count"/> values.</param>
    public void CopyTo<T>(Span<T> target)
        where T : unmanaged
    {
        var info = Info;
        CheckCount(target.Length, Shape);
        var type = ScalarTypes.Of<T>();
        if (info is { DeviceType: 0, Contiguous: not 0 } && info.ScalarType == (int)type)
        {
            new ReadOnlySpan<T>(info.Data, target.Length).CopyTo(target);
            GC.KeepAlive(this);
            return;
        }

        using var gradient = TorchRuntime.NoGrad();
        using var plain = Empty(type, TorchDevice.Cpu, Shape);
        Aten.CopyInPlace(plain, this);
        new ReadOnlySpan<T>(plain.Info.Data, target.Length).CopyTo(target);
        GC.KeepAlive(plain);
    }

    /// <summary>
    /// Overwrites the elements, last axis fastest, converting from <typeparamref name="T"/> if the tensor is of another type; not recorded for gradients.
    /// </summary>
    /// <typeparam name="T">byte, sbyte, short, int, long, Half, float, double or bool.</typeparam>
    /// <param name="source">Exactly <see cref="Count"/> values.</param>
    public void CopyFrom<T>(ReadOnlySpan<T> source)
        where T : unmanaged
    {
        var info = Info;
        CheckCount(source.Length, Shape);
        if (info is { DeviceType: 0, Contiguous: not 0 } && info.ScalarType == (int)ScalarTypes.Of<T>())
        {
            source.CopyTo(new Span<T>(info.Data, source.Length));
            GC.KeepAlive(this);
            return;
        }

        using var gradient = TorchRuntime.NoGrad();
        using var plain = From(source, Shape);
        Aten.CopyInPlace(this, plain);
    }

    /// <summary>The only element.</summary>
    /// <returns>Its value.</returns>
    /// <exception cref="TorchException">The tensor has not exactly one element.</exception>
    public double Item()
    {
        var info = Info;
        if (info is { DeviceType: 0, ScalarType: (int)ScalarType.Float32, Count: 1 })
        {
            var value = *(float*)info.Data;
            GC.KeepAlive(this);
            return value;
        }

        return Aten.Item(this);
    }

    private static void CheckCount(long count, ReadOnlySpan<long> shape)
    {
        var product = 1L;
        foreach (var size in shape)
        {
            product *= size;
        }

        if (product != count)
        {
            throw new ArgumentException($"{count} values do not fill a tensor of shape [{string.Join(", ", shape.ToArray())}], which has {product} elements.");
        }
    }

    [UnmanagedCallersOnly]
    private static void Unpin(nint context)
    {
        var handle = GCHandle.FromIntPtr(context);
        var pin = (System.Buffers.MemoryHandle)handle.Target!;
        handle.Free();
        pin.Dispose();
    }
}
