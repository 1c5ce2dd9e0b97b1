using System.Buffers.Binary;
using System.Text;

namespace Skylite.Tests.Weights;

/// <summary>Writes the operations of a Python pickle one by one, also ones that make no sense.</summary>
internal sealed class PickleWriter
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public PickleWriter Op(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleWriter Op(char opcode) => Op((byte)opcode);

    public PickleWriter Protocol(byte version = 2) => Op(0x80, version);

    public PickleWriter Stop() => Op('.');

    public PickleWriter Global(string module, string name) => Op('c').Op(Encoding.ASCII.GetBytes($"{module}\n{name}\n"));

    public PickleWriter Text(string text) => Op('X').UInt32(Encoding.UTF8.GetByteCount(text)).Op(Encoding.UTF8.GetBytes(text));

    public PickleWriter Int(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Op('J').Op(bytes);
    }

    public PickleWriter Long(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Op(0x8A, 8).Op(bytes);
    }

    public PickleWriter UInt32(long value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
        return Op(bytes);
    }

    /// <summary>A tuple of whatever <paramref name="items"/> push.</summary>
    public PickleWriter Tuple(Action items)
    {
        Op('(');
        items();
        return Op('t');
    }

    public PickleWriter Tuple(params long[] values) => Tuple(() =>
    {
        foreach (var value in values)
        {
            Long(value);
        }
    });

    /// <summary>A dictionary of whatever <paramref name="pairs"/> push.</summary>
    public PickleWriter Dictionary(Action pairs)
    {
        Op('}').Op('(');
        pairs();
        return Op('u');
    }

    /// <summary>What <c>collections.OrderedDict</c> pickles to, its _metadata included.</summary>
    public PickleWriter OrderedDictionary(Action pairs)
    {
        Global("collections", "OrderedDict").Op(')').Op('R').Op('(');
        pairs();
        return Op('u').Dictionary(() => Text("_metadata").Op('}')).Op('b');
    }

    public PickleWriter TensorView(SavedTensor tensor)
    {
        Global("torch._utils", "_rebuild_tensor_v2");
        return Tuple(() =>
        {
            Tuple(() => Text("storage").Global("torch", tensor.StorageClass).Text(tensor.Key).Text("cpu").Long(tensor.StorageCount)).Op('Q');
            Long(tensor.Offset).Tuple(tensor.Lengths).Tuple(tensor.Strides).Op(0x89);
            Global("collections", "OrderedDict").Op(')').Op('R');
        }).Op('R');
    }
}
