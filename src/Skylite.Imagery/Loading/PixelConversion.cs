using System.Numerics;
using System.Runtime.InteropServices;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Loading;

/// <summary>Pixels from and to float, several at a time.</summary>
internal static class PixelConversion
{
    /// <summary>The types in which decoded images are held; all others are held as float.</summary>
    public static GdalDataType StorageType(GdalDataType type) =>
        type is GdalDataType.Byte or GdalDataType.UInt16 or GdalDataType.Int16 ? type : GdalDataType.Float32;

    /// <summary>The range of a storage type; floats have none.</summary>
    public static (float Minimum, float Maximum) Range(GdalDataType type) => type switch
    {
        GdalDataType.Byte => (byte.MinValue, byte.MaxValue),
        GdalDataType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        GdalDataType.Int16 => (short.MinValue, short.MaxValue),
        _ => (float.NegativeInfinity, float.PositiveInfinity),
    };

    /// <summary>target[i] = raw[i] · scale.</summary>
    public static void ToFloat(ReadOnlySpan<byte> raw, GdalDataType type, Span<float> target, float scale)
    {
        switch (type)
        {
            case GdalDataType.Byte:
                FromBytes(raw[..target.Length], target, scale);
                break;
            case GdalDataType.UInt16:
                FromUInt16(MemoryMarshal.Cast<byte, ushort>(raw)[..target.Length], target, scale);
                break;
            case GdalDataType.Int16:
                FromInt16(MemoryMarshal.Cast<byte, short>(raw)[..target.Length], target, scale);
                break;
            default:
                MemoryMarshal.Cast<byte, float>(raw)[..target.Length].CopyTo(target);
                Affine(target, target, scale, 0);
                break;
        }
    }

    /// <summary>Rounds and clamps floats to a storage type.</summary>
    public static void FromFloat(ReadOnlySpan<float> source, GdalDataType type, Span<byte> raw)
    {
        switch (type)
        {
            case GdalDataType.Byte:
                ToBytes(source, raw);
                break;
            case GdalDataType.UInt16:
                var words = MemoryMarshal.Cast<byte, ushort>(raw);
                for (var i = 0; i < source.Length; i++)
                {
                    words[i] = (ushort)Math.Clamp(source[i] + 0.5f, 0f, 65535f);
                }

                break;
            case GdalDataType.Int16:
                var shorts = MemoryMarshal.Cast<byte, short>(raw);
                for (var i = 0; i < source.Length; i++)
                {
                    shorts[i] = (short)Math.Clamp(MathF.Floor(source[i] + 0.5f), -32768f, 32767f);
                }

                break;
            default:
                source.CopyTo(MemoryMarshal.Cast<byte, float>(raw));
                break;
        }
    }

    /// <summary>target[i] = source[i] · factor + offset; the two may be one.</summary>
    public static void Affine(ReadOnlySpan<float> source, Span<float> target, float factor, float offset)
    {
        var from = MemoryMarshal.Cast<float, Vector<float>>(source);
        var to = MemoryMarshal.Cast<float, Vector<float>>(target);
        var shift = new Vector<float>(offset);
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = (from[i] * factor) + shift;
        }

        for (var i = from.Length * Vector<float>.Count; i < source.Length; i++)
        {
            target[i] = (source[i] * factor) + offset;
        }
    }

    /// <summary>Puts a value where the raw pixel is missing (equal to nodata, or not finite).</summary>
    public static void Replace(ReadOnlySpan<byte> raw, GdalDataType type, double noData, Span<float> target, float fill)
    {
        switch (type)
        {
            case GdalDataType.Byte:
                Replace(raw, noData, target, fill);
                break;
            case GdalDataType.UInt16:
                Replace(MemoryMarshal.Cast<byte, ushort>(raw), noData, target, fill);
                break;
            case GdalDataType.Int16:
                Replace(MemoryMarshal.Cast<byte, short>(raw), noData, target, fill);
                break;
            default:
                Replace(MemoryMarshal.Cast<byte, float>(raw), (float)noData, target, fill);
                break;
        }
    }

    private static void Replace<T>(ReadOnlySpan<T> raw, double noData, Span<float> target, float fill)
        where T : unmanaged, INumberBase<T>
    {
        for (var i = 0; i < target.Length; i++)
        {
            if (!T.IsFinite(raw[i]) || double.CreateChecked(raw[i]).Equals(noData))
            {
                target[i] = fill;
            }
        }
    }

    private static void FromBytes(ReadOnlySpan<byte> raw, Span<float> target, float scale)
    {
        var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(raw);
        var to = MemoryMarshal.Cast<float, Vector<float>>(target);
        for (var i = 0; i < vectors.Length; i++)
        {
            Vector.Widen(vectors[i], out var low, out var high);
            Vector.Widen(low, out var a, out var b);
            Vector.Widen(high, out var c, out var d);
            to[4 * i] = Vector.ConvertToSingle(Vector.AsVectorInt32(a)) * scale;
            to[(4 * i) + 1] = Vector.ConvertToSingle(Vector.AsVectorInt32(b)) * scale;
            to[(4 * i) + 2] = Vector.ConvertToSingle(Vector.AsVectorInt32(c)) * scale;
            to[(4 * i) + 3] = Vector.ConvertToSingle(Vector.AsVectorInt32(d)) * scale;
        }

        for (var i = vectors.Length * Vector<byte>.Count; i < raw.Length; i++)
        {
            target[i] = raw[i] * scale;
        }
    }

    private static void ToBytes(ReadOnlySpan<float> source, Span<byte> raw)
    {
        var from = MemoryMarshal.Cast<float, Vector<float>>(source);
        var to = MemoryMarshal.Cast<byte, Vector<byte>>(raw);
        var vectors = source.Length / Vector<byte>.Count;
        for (var i = 0; i < vectors; i++)
        {
            var low = Vector.Narrow(Rounded(from[4 * i]), Rounded(from[(4 * i) + 1]));
            var high = Vector.Narrow(Rounded(from[(4 * i) + 2]), Rounded(from[(4 * i) + 3]));
            to[i] = Vector.Narrow(low, high);
        }

        for (var i = vectors * Vector<byte>.Count; i < source.Length; i++)
        {
            raw[i] = (byte)Math.Clamp(source[i] + 0.5f, 0f, 255f);
        }
    }

    private static Vector<uint> Rounded(Vector<float> values) =>
        Vector.AsVectorUInt32(Vector.ConvertToInt32(Vector.Min(Vector.Max(values + new Vector<float>(0.5f), Vector<float>.Zero), new Vector<float>(255f))));

    private static void FromUInt16(ReadOnlySpan<ushort> raw, Span<float> target, float scale)
    {
        var vectors = MemoryMarshal.Cast<ushort, Vector<ushort>>(raw);
        var to = MemoryMarshal.Cast<float, Vector<float>>(target);
        for (var i = 0; i < vectors.Length; i++)
        {
            Vector.Widen(vectors[i], out var a, out var b);
            to[2 * i] = Vector.ConvertToSingle(Vector.AsVectorInt32(a)) * scale;
            to[(2 * i) + 1] = Vector.ConvertToSingle(Vector.AsVectorInt32(b)) * scale;
        }

        for (var i = vectors.Length * Vector<ushort>.Count; i < raw.Length; i++)
        {
            target[i] = raw[i] * scale;
        }
    }

    private static void FromInt16(ReadOnlySpan<short> raw, Span<float> target, float scale)
    {
        for (var i = 0; i < raw.Length; i++)
        {
            target[i] = raw[i] * scale;
        }
    }
}
