using Skylite.Graphs.Onnx.Upgrades;
using Skylite.Graphs.Passes;

namespace Skylite.Graphs.Onnx;

/// <summary>Reads ONNX files (operator sets 1 to 21) into a <see cref="Graph"/> of operator set 17.</summary>
/// <remarks>
/// Weights are not copied: tensors refer to the bytes of the file. Any file, however damaged or hostile, gives a graph or an
/// <see cref="InvalidDataException"/>, in time and memory bounded by its size.
/// </remarks>
public static class OnnxReader
{
    /// <summary>What to do about a file that is something else, or was damaged on its way.</summary>
    internal const string Advice =
        "Give the whole .onnx file as an exporter wrote it; a checkpoint of PyTorch (.pt, .pth) is no model and is exported first, with torch.onnx.export.";

    /// <summary>Reads a model file. External data is read from the file's folder and from nowhere else.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no intact model, or uses what Skylite does not handle; the message names file and place.</exception>
    public static Graph Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no model file '{path}'.", path);
        }

        if (new FileInfo(path).Length > Array.MaxLength)
        {
            throw new InvalidDataException($"'{path}' is larger than 2 GiB, which no ONNX file can be; larger weights lie in external data.");
        }

        return Read(File.ReadAllBytes(path), path, Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    /// <summary>The files that a model consists of: its own, then those in its folder that hold weights, by name.</summary>
    /// <param name="path">The model's file; of any other file only that file is told.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static IReadOnlyList<string> FilesOf(string path)
    {
        if (new FileInfo(path).Length > Array.MaxLength || File.ReadAllBytes(path) is var bytes && bytes.AsSpan().IndexOf("location"u8) < 0)
        {
            return [path];
        }

        var external = new ExternalData(Path.GetDirectoryName(Path.GetFullPath(path)));
        try
        {
            ReadModel(new WireSlice(bytes, 0), external);
        }
        catch (Exception e) when (e is InvalidDataException or OverflowException)
        {
            // Whoever reads it will say what is wrong with it.
        }

        return [path, .. external.Files.Order(StringComparer.Ordinal)];
    }

    /// <summary>Reads a model from memory, which must not change afterwards.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="name">How messages call the model.</param>
    /// <param name="folder">Where external data may be read from; <see langword="null"/> refuses external data.</param>
    /// <exception cref="InvalidDataException">The bytes are no intact model, or use what Skylite does not handle.</exception>
    public static Graph Read(ReadOnlyMemory<byte> bytes, string name = "model", string? folder = null)
    {
        try
        {
            return ReadModel(new WireSlice(bytes, 0), new ExternalData(folder));
        }
        catch (Exception e) when (e is InvalidDataException or OverflowException)
        {
            throw new InvalidDataException($"'{name}': {e.Message}", e);
        }
    }

    private static Graph ReadModel(WireSlice slice, ExternalData externalData)
    {
        WireSlice? graphSlice = null;
        var hasFunctions = false;
        var domains = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var metadata = new List<(string Key, string Value)>();
        var reader = slice.Open();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Model.Graph:
                    graphSlice = reader.Slice();
                    break;
                case OnnxFields.Model.OpsetImport:
                    var (domain, version) = ReadOperatorSet(reader.Slice());
                    domains[domain] = (int)Math.Clamp(version, 0, int.MaxValue);
                    break;
                case OnnxFields.Model.MetadataProps:
                    metadata.Add(EntryParser.Read(reader.Slice()));
                    break;
                case OnnxFields.Model.Functions:
                    hasFunctions = true;
                    reader.Skip();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (graphSlice is not { } found)
        {
            throw new InvalidDataException($"not an intact ONNX file: it holds no graph. {Advice}");
        }

        if (hasFunctions)
        {
            throw new InvalidDataException("it defines functions of its own; export it with functions inlined.");
        }

        var opset = Opset(domains);
        var graph = new GraphParser(externalData, opset).Read(found);
        foreach (var (other, version) in domains.Where(d => d.Key.Length > 0))
        {
            graph.Domains[other] = version;
        }

        foreach (var (key, value) in metadata)
        {
            graph.Metadata[key] = value;
        }

        OpsetConversion.Run(graph);
        InlineWherePossible(graph);
        return graph;
    }

    private static void InlineWherePossible(Graph graph)
    {
        try
        {
            new InlineControlFlow().Apply(graph);
        }
        catch (InvalidDataException)
        {
            // a graph that does not fit together can still be read, so that the checker can say what is wrong with it
        }
    }

    private static int Opset(SortedDictionary<string, int> domains)
    {
        if (!domains.TryGetValue(string.Empty, out var opset))
        {
            throw new InvalidDataException("it does not say which version of the ONNX operator set it follows.");
        }

        return opset is >= OperatorSets.Oldest and <= OperatorSets.Newest
            ? opset
            : throw new InvalidDataException(
                $"it follows operator set {opset}; Skylite reads {OperatorSets.Oldest} to {OperatorSets.Newest}. "
                + $"Export it again with operator set {Graph.CurrentOpset}.");
    }

    private static (string Domain, long Version) ReadOperatorSet(WireSlice slice)
    {
        var (domain, version) = (string.Empty, 0L);
        var reader = slice.Open();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.OperatorSetId.Domain:
                    domain = OperatorSets.Normalise(reader.Text());
                    break;
                case OnnxFields.OperatorSetId.Version:
                    version = reader.Int64();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return (domain, version);
    }
}
