using System.Buffers.Binary;
using System.Text;

namespace Skylite.Graphs.Onnx;

/// <summary>Walks the fields of one protobuf message without copying; every length is checked against the bytes that are there.</summary>
internal ref struct WireReader
{
    private const int VarintType = 0;
    private const int Fixed64Type = 1;
    private const int BytesType = 2;
    private const int Fixed32Type = 5;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly WireSlice _slice;
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;
    private int _type;

    public WireReader(WireSlice slice)
    {
        _slice = slice;
        _bytes = slice.Bytes.Span;
    }

    /// <summary>Number of the field that <see cref="Next"/> stands at.</summary>
    public int Field { get; private set; }

    /// <summary>Place in the file.</summary>
    public readonly long Offset => _slice.Offset + _position;

    /// <summary>Moves to the next field; its content must then be read or skipped.</summary>
    public bool Next()
    {
        if (_position >= _bytes.Length)
        {
            return false;
        }

        var tag = Varint();
        if (tag is 0 or > uint.MaxValue || tag >> 3 == 0)
        {
            throw Error("a field with an impossible number");
        }

        Field = (int)(tag >> 3);
        _type = (int)(tag & 7);
        return true;
    }

    public long Int64()
    {
        Expect(VarintType);
        return (long)Varint();
    }

    public float Single()
    {
        Expect(Fixed32Type);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(4));
    }

    public WireSlice Slice()
    {
        Expect(BytesType);
        var length = Varint();
        if (length > (ulong)(_bytes.Length - _position))
        {
            throw Error($"a field of {length} bytes where {_bytes.Length - _position} are left");
        }

        var slice = new WireSlice(_slice.Bytes.Slice(_position, (int)length), Offset);
        _position += (int)length;
        return slice;
    }

    public string Text()
    {
        var slice = Slice();
        try
        {
            return StrictUtf8.GetString(slice.Bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException($"not an intact ONNX file: a text that is not UTF-8, at byte {slice.Offset}. {OnnxReader.Advice}");
        }
    }

    /// <summary>Reads one number, or a packed run of them.</summary>
    public void Int64s(List<long> into)
    {
        if (_type == VarintType)
        {
            into.Add((long)Varint());
            return;
        }

        var run = Slice().Open();
        while (run._position < run._bytes.Length)
        {
            into.Add((long)run.Varint());
        }
    }

    /// <summary>Reads the raw bytes of one fixed-size number or of a packed run of them.</summary>
    public WireSlice Fixed(int size)
    {
        if (_type == BytesType)
        {
            var run = Slice();
            return run.Bytes.Length % size == 0 ? run : throw Error($"a run of {run.Bytes.Length} bytes for numbers of {size} bytes");
        }

        Expect(size == 4 ? Fixed32Type : Fixed64Type);
        var offset = Offset;
        Take(size);
        return new WireSlice(_slice.Bytes.Slice(_position - size, size), offset);
    }

    public void Skip()
    {
        switch (_type)
        {
            case VarintType:
                Varint();
                break;
            case Fixed64Type:
                Take(8);
                break;
            case BytesType:
                Slice();
                break;
            case Fixed32Type:
                Take(4);
                break;
            default:
                throw Error($"wire type {_type}");
        }
    }

    private readonly InvalidDataException Error(string found) => new($"not an intact ONNX file: {found}, at byte {Offset}. {OnnxReader.Advice}");

    private readonly void Expect(int type)
    {
        if (_type != type)
        {
            throw Error($"field {Field} of wire type {_type} where {type} is expected");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _position)
        {
            throw Error("the end in the middle of a number");
        }

        _position += count;
        return _bytes.Slice(_position - count, count);
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_position >= _bytes.Length)
            {
                throw Error("the end in the middle of a number");
            }

            var b = _bytes[_position++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        throw Error("a number of more than ten bytes");
    }
}
