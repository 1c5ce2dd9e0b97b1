namespace Skylite.Graphs.Onnx;

/// <summary>The file beside a model that takes its large initializers.</summary>
internal sealed class ExternalDataFile(string name, long from)
{
    private const int Alignment = 64;

    private readonly List<ReadOnlyMemory<byte>> _tensors = [];
    private long _length;

    public bool IsEmpty => _tensors.Count == 0;

    public bool Takes(Tensor tensor) => tensor.Bytes.Length >= from && tensor.Bytes.Length > 0;

    /// <summary>Sets the tensor's data aside and writes where it will lie.</summary>
    public void Add(Tensor tensor, WireWriter message)
    {
        var offset = Aligned(_length);
        _tensors.Add(tensor.Bytes);
        _length = offset + tensor.Bytes.Length;
        WriteEntry(message, "location", name);
        WriteEntry(message, "offset", offset.ToString(System.Globalization.CultureInfo.InvariantCulture));
        WriteEntry(message, "length", tensor.Bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        message.Int64(OnnxFields.Tensor.DataLocation, 1);
    }

    public void WriteTo(Stream stream)
    {
        long position = 0;
        foreach (var tensor in _tensors)
        {
            var offset = Aligned(position);
            stream.Write(new byte[offset - position]);
            stream.Write(tensor.Span);
            position = offset + tensor.Length;
        }
    }

    private static long Aligned(long position) => (position + Alignment - 1) / Alignment * Alignment;

    private static void WriteEntry(WireWriter message, string key, string value)
    {
        var entry = new WireWriter();
        entry.Text(OnnxFields.Entry.Key, key);
        entry.Text(OnnxFields.Entry.Value, value);
        message.Message(OnnxFields.Tensor.ExternalData, entry);
    }
}
