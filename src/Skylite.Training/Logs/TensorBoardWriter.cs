using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Skylite.Training.Logs;

/// <summary>Writes scalars as a TensorBoard event file: records with masked CRC-32C around <c>tensorflow.Event</c> messages.</summary>
public sealed class TensorBoardWriter : IDisposable
{
    private const byte Fixed64Field = 1;
    private const byte LengthField = 2;
    private const byte Fixed32Field = 5;

    private readonly FileStream _file;

    /// <summary>Opens a new event file in a folder, which is made when it is missing.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="purpose">A word in the file's name, such as <c>training</c>.</param>
    public TensorBoardWriter(string folder, string purpose = "training")
    {
        Directory.CreateDirectory(folder);
        Path = FreePath(folder, purpose);
        _file = new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        var message = new MemoryStream();
        WriteTime(message);
        WriteBytes(message, 3, "brain.Event:2"u8);
        WriteRecord(message);
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>Appends one scalar.</summary>
    /// <param name="tag">Name of the curve; a slash groups curves.</param>
    /// <param name="value">The value.</param>
    /// <param name="step">Step or epoch number.</param>
    public void Write(string tag, double value, long step)
    {
        var scalar = new MemoryStream();
        WriteBytes(scalar, 1, Encoding.UTF8.GetBytes(tag));
        scalar.WriteByte((2 << 3) | Fixed32Field);
        Span<byte> single = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(single, (float)value);
        scalar.Write(single);

        var summary = new MemoryStream();
        WriteBytes(summary, 1, scalar.ToArray());

        var message = new MemoryStream();
        WriteTime(message);
        message.WriteByte(2 << 3);
        WriteVarint(message, (ulong)step);
        WriteBytes(message, 5, summary.ToArray());
        WriteRecord(message);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>The checksum of the record format: CRC-32C, rotated and offset so that checksums of checksums stay strong.</summary>
    internal static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        crc = ~crc;
        return BitOperations.RotateRight(crc, 15) + 0xa282ead8u;
    }

    private static string FreePath(string folder, string purpose)
    {
        var seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string path;
        do
        {
            path = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{seconds:D10}.{purpose}"));
            seconds++;
        }
        while (File.Exists(path));
        return path;
    }

    private static void WriteTime(MemoryStream message)
    {
        message.WriteByte((1 << 3) | Fixed64Field);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(time, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0);
        message.Write(time);
    }

    private static void WriteBytes(MemoryStream message, int field, ReadOnlySpan<byte> bytes)
    {
        message.WriteByte((byte)((field << 3) | LengthField));
        WriteVarint(message, (ulong)bytes.Length);
        message.Write(bytes);
    }

    private static void WriteVarint(MemoryStream message, ulong value)
    {
        while (value >= 0x80)
        {
            message.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        message.WriteByte((byte)value);
    }

    private void WriteRecord(MemoryStream message)
    {
        var data = message.GetBuffer().AsSpan(0, (int)message.Length);
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], MaskedCrc(head[..8]));
        Span<byte> tail = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, MaskedCrc(data));
        _file.Write(head);
        _file.Write(data);
        _file.Write(tail);
        _file.Flush();
    }
}
