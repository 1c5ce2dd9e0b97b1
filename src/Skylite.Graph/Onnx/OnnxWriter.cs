namespace Skylite.Graphs.Onnx;

/// <summary>
/// Writes a <see cref="Graph"/> as an ONNX file of IR version 8, or of a later one where a
/// node needs an operator set after 18. The same graph always gives the same bytes.
/// </summary>
public static class OnnxWriter
{
    /// <summary>What the name of the file beside a model ends in, behind the model's own, that holds its large tensors.</summary>
    public const string ExternalEnding = ".data";

    /// <summary>Bytes of weights that fit into one file: protobuf's 2 GiB less some room for everything that is not weights.</summary>
    public const long LargestInline = int.MaxValue - (64L << 20);

    // The versions that go with operator sets up to 18, 20 and 21.
    private const int IrVersion = 8;

    private const long AutomaticExternalFrom = 1024;

    /// <summary>
    /// Writes the model beside its place and renames it, so that a file of this name is always whole. External data, if there is any,
    /// goes to <c>NAME.onnx.data</c> in the same folder; both are whole before either is renamed.
    /// </summary>
    /// <remarks>Other programs want outputs with types: infer shapes before a graph is written that was built or changed.</remarks>
    /// <exception cref="IOException">The file cannot be written; nothing half-written is left.</exception>
    public static void Write(Graph graph, string path, OnnxWriterOptions? options = null)
    {
        var full = Path.GetFullPath(path);
        var from = options?.ExternalDataFrom ?? (InitializerBytes(graph) > LargestInline ? AutomaticExternalFrom : long.MaxValue);
        var external = new ExternalDataFile(Path.GetFileName(full) + ExternalEnding, from);
        var model = Encode(graph, external);
        if (model.Length > int.MaxValue)
        {
            throw new InvalidDataException($"Graph '{graph.Name}' takes {model.Length} bytes without its external data; an ONNX file holds 2 GiB.");
        }

        AtomicFile.WriteTogether(
        [
            .. external.IsEmpty ? [] : new (string, Action<Stream>)[] { (full + ExternalEnding, external.WriteTo) }, (full, model.WriteTo),
        ]);
    }

    /// <summary>The model as the bytes of one ONNX file.</summary>
    /// <exception cref="OverflowException">The model takes more than 2 GiB; write it to a file, with external data.</exception>
    public static byte[] ToBytes(Graph graph) => Encode(graph, new ExternalDataFile(string.Empty, long.MaxValue)).ToArray();

    /// <summary>Writes the model in one piece, however large, to be hashed or sent.</summary>
    public static void Write(Graph graph, Stream stream) => Encode(graph, new ExternalDataFile(string.Empty, long.MaxValue)).WriteTo(stream);

    /// <summary>The number of bytes that <see cref="ToBytes"/> would give.</summary>
    public static long SizeOf(Graph graph) => Encode(graph, new ExternalDataFile(string.Empty, long.MaxValue)).Length;

    private static long InitializerBytes(Graph graph) => graph.Initializers.Sum(v => (long)v.Constant!.Bytes.Length);

    private static WireWriter Encode(Graph whole, ExternalDataFile external)
    {
        var graph = NewerForm.Of(whole);
        var model = new WireWriter();
        model.Int64(OnnxFields.Model.IrVersion, IrVersion + (graph.Opset > 18 ? 1 : 0) + (graph.Opset > 20 ? 1 : 0));
        model.Text(OnnxFields.Model.ProducerName, "Skylite");
        model.Text(OnnxFields.Model.ProducerVersion, typeof(OnnxWriter).Assembly.GetName().Version?.ToString(3) ?? string.Empty);
        model.Message(OnnxFields.Model.Graph, GraphEncoder.Encode(graph, external));
        model.Message(OnnxFields.Model.OpsetImport, OperatorSet(string.Empty, graph.Opset));
        foreach (var (domain, version) in graph.Domains)
        {
            model.Message(OnnxFields.Model.OpsetImport, OperatorSet(domain, version));
        }

        foreach (var (key, value) in graph.Metadata)
        {
            var entry = new WireWriter();
            entry.Text(OnnxFields.Entry.Key, key);
            entry.Text(OnnxFields.Entry.Value, value);
            model.Message(OnnxFields.Model.MetadataProps, entry);
        }

        return model;
    }

    private static WireWriter OperatorSet(string domain, int version)
    {
        var message = new WireWriter();
        message.Text(OnnxFields.OperatorSetId.Domain, domain);
        message.Int64(OnnxFields.OperatorSetId.Version, version);
        return message;
    }
}
