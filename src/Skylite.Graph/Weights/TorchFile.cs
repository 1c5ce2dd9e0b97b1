using System.IO.Compression;
using System.Numerics;
using Skylite.Graphs.Weights.Pickling;

namespace Skylite.Graphs.Weights;

/// <summary>Reads tensors from files of <c>torch.save</c>, zip archives and the older format of plain pickles, without running any code in them.</summary>
internal static class TorchFile
{
    // Views can be larger than their storage (a bias expanded over an image, say), but not without measure.
    private const long FreeExpansion = 64L << 20;
    private const int ExpansionFactor = 8;

    private static readonly BigInteger Magic = BigInteger.Parse("119547037146038801333356", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads the state dictionary of a file.</summary>
    /// <exception cref="InvalidDataException">The file is cut short, hostile, or holds more than weights; the message names it.</exception>
    public static OrderedDictionary<string, Tensor> Read(string path)
    {
        using var file = WeightStream.Open(path);
        try
        {
            return IsZip(file) ? ReadZip(path, file) : ReadLegacy(path, file);
        }
        catch (Exception e) when (e is OverflowException or EndOfStreamException or NotSupportedException
            || (e is InvalidDataException && !e.Message.Contains(path, StringComparison.Ordinal)))
        {
            throw WeightStream.Broken(path, $"it is cut short or damaged ({e.Message.TrimEnd('.')})", e);
        }
    }

    /// <summary>Whether the file begins as a zip archive; the position stays.</summary>
    public static bool IsZip(FileStream file)
    {
        Span<byte> start = stackalloc byte[4];
        var count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return count == start.Length && start.SequenceEqual("PK\x03\x04"u8);
    }

    private static OrderedDictionary<string, Tensor> ReadZip(string path, FileStream file)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Read);
        var pickle = archive.Entries.Where(e => e.FullName.EndsWith("/data.pkl", StringComparison.Ordinal)).MinBy(e => e.FullName.Length)
            ?? throw WeightStream.Broken(path, "it is a zip archive without 'data.pkl', so torch.save did not write it");
        var folder = pickle.FullName[..^"data.pkl".Length];
        var budget = file.Length;
        if (archive.GetEntry($"{folder}byteorder") is { } order && !ReadEntry(order).AsSpan().StartsWith("little"u8))
        {
            throw WeightStream.Broken(path, "it was written on a big-endian machine");
        }

        using var stream = new MemoryStream(ReadEntry(pickle));
        var root = PickleReader.Read(path, stream, id => TorchStorage.Parse(path, id));
        return Materialise(path, file.Length, root, storage => ReadEntry(
            archive.GetEntry($"{folder}data/{storage.Key}") ?? throw WeightStream.Broken(path, $"the data of storage '{storage.Key}' is missing")));

        byte[] ReadEntry(ZipArchiveEntry entry)
        {
            // torch.save never compresses, and so no entry can be longer than the file, nor all of them together.
            if (entry.Length != entry.CompressedLength || (budget -= entry.Length) < 0)
            {
                throw WeightStream.Broken(path, $"entry '{entry.FullName}' is compressed or longer than the file");
            }

            var bytes = GC.AllocateUninitializedArray<byte>(checked((int)entry.Length));
            using var data = entry.Open();
            data.ReadExactly(bytes);
            return bytes;
        }
    }

    private static OrderedDictionary<string, Tensor> ReadLegacy(string path, FileStream file)
    {
        var first = file.ReadByte();
        file.Position = 0;
        if (first != 0x80 || PickleReader.Read(path, file, _ => null) is not BigInteger magic || magic != Magic)
        {
            throw WeightStream.Broken(path, "it is neither a file of torch.save, nor safetensors, nor ONNX");
        }

        PickleReader.Read(path, file, _ => null);
        if (PickleReader.Read(path, file, _ => null) is PickleDictionary system && system.Find("little_endian") is false)
        {
            throw WeightStream.Broken(path, "it was written on a big-endian machine");
        }

        var types = new Dictionary<string, ElementType>(StringComparer.Ordinal);
        var root = PickleReader.Read(path, file, id =>
        {
            var storage = TorchStorage.Parse(path, id);
            types[storage.Key] = storage.Type;
            return storage;
        });
        var keys = PickleReader.Read(path, file, _ => null) as List<object?> ?? [];
        var data = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (key is not string name || !types.TryGetValue(name, out var type))
            {
                throw WeightStream.Broken(path, $"it holds data '{key}' that no tensor uses");
            }

            var count = BitConverter.ToInt64(WeightStream.ReadBytes(path, file, sizeof(long)));
            data[name] = WeightStream.ReadBytes(path, file, checked(count * type.Size()));
        }

        return Materialise(path, file.Length, root, storage =>
            data.TryGetValue(storage.Key, out var bytes) ? bytes : throw WeightStream.Broken(path, $"the data of storage '{storage.Key}' is missing"));
    }

    private static OrderedDictionary<string, Tensor> Materialise(string path, long fileLength, object? root, Func<TorchStorage, byte[]> read)
    {
        var storages = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var tensors = new OrderedDictionary<string, Tensor>(StringComparer.Ordinal);
        var budget = FreeExpansion + (fileLength * ExpansionFactor);
        foreach (var (name, view) in StateDictionary.Find(path, root))
        {
            var storage = view.Storage;
            if (!storages.TryGetValue(storage.Key, out var bytes))
            {
                storages[storage.Key] = bytes = read(storage);
            }

            var size = storage.Type.Size();
            if (checked((storage.Start + storage.Count) * size) > bytes.Length || view.LastElement() >= storage.Count)
            {
                throw WeightStream.Broken(path, $"tensor '{name}' reaches beyond its data");
            }

            if (!view.IsContiguous && (budget -= checked(view.Count * size)) < 0)
            {
                throw WeightStream.Broken(path, $"tensor '{name}' would grow far beyond the file");
            }

            tensors[name] = view.Materialise(bytes.AsMemory((int)(storage.Start * size), (int)(storage.Count * size)));
        }

        return tensors;
    }
}
