using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Skylite.Graphs.Onnx;

/// <summary>Reads one <c>TensorProto</c> in any of its encodings.</summary>
internal sealed class TensorParser(ExternalData externalData)
{
    private const int MaxRank = 64;
    private const long ExternalLocation = 1;

    private readonly List<long> _dimensions = [];
    private readonly List<long> _integers = [];
    private readonly List<WireSlice> _fixed = [];
    private readonly Dictionary<string, string> _external = new(StringComparer.Ordinal);
    private ReadOnlyMemory<byte>? _raw;
    private long _type;
    private long _location;
    private string _name = string.Empty;

    /// <summary>Reads a tensor and its name, which is empty for an attribute's tensor.</summary>
    public static (string Name, Tensor Tensor) Read(WireSlice slice, ExternalData externalData)
    {
        var parser = new TensorParser(externalData);
        try
        {
            parser.ReadFields(slice);
            return (parser._name, parser.ToTensor());
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"tensor '{parser._name}' (at byte {slice.Offset}): {e.Message}", e);
        }
    }

    private void ReadFields(WireSlice slice)
    {
        var reader = slice.Open();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Tensor.Dims:
                    reader.Int64s(_dimensions);
                    break;
                case OnnxFields.Tensor.DataType:
                    _type = reader.Int64();
                    break;
                case OnnxFields.Tensor.Name:
                    _name = reader.Text();
                    break;
                case OnnxFields.Tensor.RawData:
                    _raw = reader.Slice().Bytes;
                    break;
                case OnnxFields.Tensor.FloatData:
                    _fixed.Add(reader.Fixed(4));
                    break;
                case OnnxFields.Tensor.DoubleData:
                    _fixed.Add(reader.Fixed(8));
                    break;
                case OnnxFields.Tensor.Int32Data or OnnxFields.Tensor.Int64Data or OnnxFields.Tensor.UInt64Data:
                    reader.Int64s(_integers);
                    break;
                case OnnxFields.Tensor.ExternalData:
                    var (key, value) = EntryParser.Read(reader.Slice());
                    _external[key] = value;
                    break;
                case OnnxFields.Tensor.DataLocation:
                    _location = reader.Int64();
                    break;
                case OnnxFields.Tensor.Segment:
                    throw new InvalidDataException("it is stored in segments, which ONNX readers do not join.");
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private Tensor ToTensor()
    {
        var type = ElementTypeOf(_type);
        if (_dimensions.Count > MaxRank || _dimensions.Exists(d => d < 0))
        {
            throw new InvalidDataException($"[{string.Join(", ", _dimensions.Take(MaxRank))}] is not a shape.");
        }

        var dimensions = CollectionsMarshal.AsSpan(_dimensions);
        var bytes = _location == ExternalLocation ? ReadExternal() : _raw ?? (_integers.Count > 0 ? FromIntegers(type) : FromFixed());
        return new Tensor(type, dimensions, bytes);
    }

    /// <summary>The element type of a number in the file.</summary>
    public static ElementType ElementTypeOf(long number)
    {
        var type = number is >= 0 and <= (long)ElementType.BFloat16 ? (ElementType)number : ElementType.Undefined;
        return type.Size() > 0
            ? type
            : throw new InvalidDataException(type == ElementType.String
                ? "Skylite does not handle tensors of text."
                : $"element type {number} is not one that Skylite handles.");
    }

    private ReadOnlyMemory<byte> ReadExternal() =>
        _external.TryGetValue("location", out var location)
            ? externalData.Read(location, ExternalNumber("offset") ?? 0, ExternalNumber("length"))
            : throw new InvalidDataException("its data lies outside the file, but no location is given.");

    private long? ExternalNumber(string key) =>
        !_external.TryGetValue(key, out var text) ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new InvalidDataException($"'{text}' is not an {key} of external data.");

    private ReadOnlyMemory<byte> FromFixed()
    {
        if (_fixed.Count == 1)
        {
            return _fixed[0].Bytes;
        }

        var bytes = new byte[_fixed.Sum(f => f.Bytes.Length)];
        var position = 0;
        foreach (var run in _fixed)
        {
            run.Bytes.Span.CopyTo(bytes.AsSpan(position));
            position += run.Bytes.Length;
        }

        return bytes;
    }

    private byte[] FromIntegers(ElementType type)
    {
        var size = type.Size();
        if (size > 8 || type is ElementType.Float or ElementType.Double or ElementType.Complex64)
        {
            throw new InvalidDataException($"it is of type {type} but holds integers.");
        }

        var bytes = new byte[checked(size * _integers.Count)];
        var eight = new byte[8].AsSpan();
        for (var i = 0; i < _integers.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(eight, _integers[i]);
            eight[..size].CopyTo(bytes.AsSpan(i * size));
        }

        return bytes;
    }
}
