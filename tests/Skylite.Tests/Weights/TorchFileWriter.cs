using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Skylite.Tests.Weights;

/// <summary>Writes files as torch.save does, in the zip format and in the older one of plain pickles.</summary>
internal sealed class TorchFileWriter
{
    private static readonly byte[] Magic = [0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19];

    private readonly List<(string Key, byte[] Bytes, int ElementSize)> _storages = [];

    public CompressionLevel Compression { get; init; } = CompressionLevel.NoCompression;

    public string ByteOrder { get; init; } = "little";

    public TorchFileWriter Storage<T>(string key, params T[] values)
        where T : unmanaged
    {
        _storages.Add((key, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), Marshal.SizeOf<T>()));
        return this;
    }

    public static byte[] StateDictionary(params SavedTensor[] tensors)
    {
        var pickle = new PickleWriter();
        return pickle.Protocol().OrderedDictionary(() => Entries(pickle, tensors)).Stop().ToArray();
    }

    public static void Entries(PickleWriter pickle, params SavedTensor[] tensors)
    {
        foreach (var tensor in tensors)
        {
            pickle.Text(tensor.Name).TensorView(tensor);
        }
    }

    public void Write(string path, byte[] pickle, bool legacy)
    {
        if (legacy)
        {
            WriteLegacy(path, pickle);
        }
        else
        {
            WriteZip(path, pickle);
        }
    }

    public void WriteZip(string path, byte[] pickle)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        Add("data.pkl", pickle);
        Add("byteorder", System.Text.Encoding.ASCII.GetBytes(ByteOrder));
        foreach (var (key, bytes, _) in _storages)
        {
            Add($"data/{key}", bytes);
        }

        void Add(string name, byte[] bytes)
        {
            using var entry = archive.CreateEntry($"archive/{name}", Compression).Open();
            entry.Write(bytes);
        }
    }

    public void WriteLegacy(string path, byte[] pickle)
    {
        using var file = File.Create(path);
        file.Write(new PickleWriter().Protocol().Op(0x8A, 10).Op(Magic).Stop().ToArray());
        file.Write(new PickleWriter().Protocol().Int(1001).Stop().ToArray());
        var system = new PickleWriter().Protocol();
        file.Write(system.Dictionary(() => system.Text("little_endian").Op(ByteOrder == "little" ? (byte)0x88 : (byte)0x89)).Stop().ToArray());
        file.Write(pickle);
        var keys = new PickleWriter().Protocol().Op(']').Op('(');
        _storages.ForEach(s => keys.Text(s.Key));
        file.Write(keys.Op('e').Stop().ToArray());
        Span<byte> count = stackalloc byte[8];
        foreach (var (_, bytes, size) in _storages)
        {
            BinaryPrimitives.WriteInt64LittleEndian(count, bytes.Length / size);
            file.Write(count);
            file.Write(bytes);
        }
    }
}
