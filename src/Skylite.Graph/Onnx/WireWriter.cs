using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Skylite.Graphs.Onnx;

/// <summary>
/// Builds one protobuf message: the wire format of ONNX files and of TensorBoard's event files.
/// Large byte runs are referenced, not copied, until they are written out.
/// </summary>
public sealed class WireWriter
{
    private const int CopyBelow = 512;
    private const int FirstBuffer = 32;

    private readonly List<ReadOnlyMemory<byte>> _done = [];
    private ArrayBufferWriter<byte> _open = new(FirstBuffer);

    /// <summary>Bytes written so far.</summary>
    public long Length { get; private set; }

    /// <summary>Writes an integer field, also for enumerations and truth values.</summary>
    public void Int64(int field, long value)
    {
        Tag(field, 0);
        Varint((ulong)value);
    }

    /// <summary>Writes a 32-bit float field.</summary>
    public void Single(int field, float value)
    {
        Tag(field, 5);
        BinaryPrimitives.WriteSingleLittleEndian(Reserve(4), value);
    }

    /// <summary>Writes a 64-bit float field.</summary>
    public void Double(int field, double value)
    {
        Tag(field, 1);
        BinaryPrimitives.WriteDoubleLittleEndian(Reserve(8), value);
    }

    /// <summary>Writes a UTF-8 text field.</summary>
    public void Text(int field, string value)
    {
        Tag(field, 2);
        var length = Encoding.UTF8.GetByteCount(value);
        Varint((ulong)length);
        Encoding.UTF8.GetBytes(value, Reserve(length));
    }

    /// <summary>Writes a bytes field. The memory must not change until the message is written out.</summary>
    public void Bytes(int field, ReadOnlyMemory<byte> value)
    {
        Tag(field, 2);
        Varint((ulong)value.Length);
        Append(value);
    }

    /// <summary>Writes integers as one packed field.</summary>
    public void PackedInt64(int field, IEnumerable<long> values)
    {
        var run = new WireWriter();
        foreach (var value in values)
        {
            run.Varint((ulong)value);
        }

        Message(field, run);
    }

    /// <summary>Writes 64-bit floats as one packed field.</summary>
    public void PackedDouble(int field, ReadOnlySpan<double> values)
    {
        Tag(field, 2);
        Varint((ulong)values.Length * 8);
        foreach (var value in values)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(Reserve(8), value);
        }
    }

    /// <summary>Writes a nested message, which must be complete.</summary>
    public void Message(int field, WireWriter message)
    {
        Tag(field, 2);
        Varint((ulong)message.Length);
        foreach (var segment in message._done)
        {
            Append(segment);
        }

        Append(message._open.WrittenMemory);
    }

    /// <summary>Writes the message to a stream.</summary>
    public void WriteTo(Stream stream)
    {
        foreach (var segment in _done)
        {
            stream.Write(segment.Span);
        }

        stream.Write(_open.WrittenSpan);
    }

    /// <summary>The message in one array.</summary>
    /// <exception cref="OverflowException">The message takes more than 2 GiB.</exception>
    public byte[] ToArray()
    {
        var bytes = new byte[checked((int)Length)];
        var position = 0;
        foreach (var segment in _done)
        {
            segment.Span.CopyTo(bytes.AsSpan(position));
            position += segment.Length;
        }

        _open.WrittenSpan.CopyTo(bytes.AsSpan(position));
        return bytes;
    }

    private void Append(ReadOnlyMemory<byte> value)
    {
        if (value.Length < CopyBelow)
        {
            value.Span.CopyTo(Reserve(value.Length));
            return;
        }

        if (_open.WrittenCount > 0)
        {
            _done.Add(_open.WrittenMemory);
            _open = new ArrayBufferWriter<byte>(FirstBuffer);
        }

        _done.Add(value);
        Length += value.Length;
    }

    private void Tag(int field, int wireType) => Varint(((ulong)field << 3) | (uint)wireType);

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Reserve(1)[0] = (byte)(value | 0x80);
        }

        Reserve(1)[0] = (byte)value;
    }

    private Span<byte> Reserve(int count)
    {
        if (count == 0)
        {
            return [];
        }

        var span = _open.GetSpan(count)[..count];
        _open.Advance(count);
        Length += count;
        return span;
    }
}
