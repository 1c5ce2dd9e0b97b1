using System.Buffers.Binary;
using System.Text.Json;

namespace Skylite.Graphs.Weights;

/// <summary>Reads and writes safetensors files: eight bytes of header length, a JSON header, and raw little-endian data.</summary>
/// <remarks>Format: github.com/huggingface/safetensors, version 0.3 and later.</remarks>
public static class SafeTensors
{
    private const int LengthBytes = 8;
    private const long LongestHeader = 100_000_000;
    private const string MetadataKey = "__metadata__";

    /// <summary>Reads a file wholly.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is cut short or contradicts itself; the message names it.</exception>
    public static SafeTensorsContent Read(string path)
    {
        using var file = WeightStream.Open(path);
        var entries = new List<SafeTensorsEntry>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            ReadHeader(path, file, entries, metadata);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw WeightStream.Broken(path, $"its header is not that of a safetensors file ({e.Message})", e);
        }

        var tensors = new OrderedDictionary<string, Tensor>(StringComparer.Ordinal);
        var start = file.Position;
        long expected = 0;
        foreach (var entry in entries.OrderBy(e => e.Begin).ThenBy(e => e.End))
        {
            if (entry.Begin != expected || entry.End > file.Length - start)
            {
                throw WeightStream.Broken(path, $"the data of tensor '{entry.Name}' does not lie where its header says");
            }

            expected = entry.End;
            var tensor = new Tensor(entry.Type, entry.Dimensions, WeightStream.ReadBytes(path, file, entry.ByteCount));
            if (!tensors.TryAdd(entry.Name, tensor))
            {
                throw WeightStream.Broken(path, $"it holds tensor '{entry.Name}' twice");
            }
        }

        return expected == file.Length - start
            ? new SafeTensorsContent(tensors, metadata)
            : throw WeightStream.Broken(path, "it is longer than its header says");
    }

    /// <summary>Writes a file beside its place and then renames it, so that a reader never sees half of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Tensors by name; written in ordinal order of names, wider elements first.</param>
    /// <param name="metadata">Texts to go with them.</param>
    /// <exception cref="ArgumentException">A tensor's type has no safetensors name, or a name is reserved.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        // Wider elements first keeps every tensor aligned to its element size.
        var ordered = tensors
            .OrderByDescending(t => t.Value.Type.Size())
            .ThenBy(t => t.Key, StringComparer.Ordinal)
            .ToArray();
        var header = WriteHeader(ordered, metadata);
        AtomicFile.Write(path, file =>
        {
            Span<byte> length = stackalloc byte[LengthBytes];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            file.Write(length);
            file.Write(header);
            foreach (var (_, tensor) in ordered)
            {
                file.Write(tensor.Bytes.Span);
            }
        });
    }

    private static void ReadHeader(string path, FileStream file, List<SafeTensorsEntry> entries, Dictionary<string, string> metadata)
    {
        var length = BinaryPrimitives.ReadInt64LittleEndian(WeightStream.ReadBytes(path, file, LengthBytes));
        if (length is < 2 or > LongestHeader)
        {
            throw WeightStream.Broken(path, "it does not begin with the header of a safetensors file");
        }

        using var header = JsonDocument.Parse(WeightStream.ReadBytes(path, file, length));
        foreach (var property in header.RootElement.EnumerateObject())
        {
            if (property.Name == MetadataKey)
            {
                foreach (var text in property.Value.EnumerateObject())
                {
                    metadata[text.Name] = text.Value.GetString() ?? string.Empty;
                }
            }
            else
            {
                entries.Add(SafeTensorsEntry.Parse(path, property.Name, property.Value));
            }
        }
    }

    private static byte[] WriteHeader(KeyValuePair<string, Tensor>[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(MetadataKey);
                foreach (var (name, text) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    json.WriteString(name, text);
                }

                json.WriteEndObject();
            }

            long begin = 0;
            foreach (var (name, tensor) in tensors)
            {
                if (name == MetadataKey)
                {
                    throw new ArgumentException($"'{MetadataKey}' cannot be the name of a tensor in a safetensors file.");
                }

                new SafeTensorsEntry(name, tensor.Type, tensor.Dimensions.ToArray(), begin, begin + tensor.Bytes.Length).Write(json);
                begin += tensor.Bytes.Length;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % LengthBytes != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }
}
