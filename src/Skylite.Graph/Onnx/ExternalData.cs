namespace Skylite.Graphs.Onnx;

/// <summary>
/// Reads tensors that lie in files beside the model. Only plain files inside the model's folder are opened, and no byte is
/// held twice, so that the memory taken is bounded by the files that are really there.
/// </summary>
internal sealed class ExternalData(string? folder)
{
    private readonly Dictionary<(string Path, long Offset, long Length), ReadOnlyMemory<byte>> _regions = [];
    private readonly Dictionary<string, long> _read = new(StringComparer.Ordinal);

    /// <summary>The files that were read.</summary>
    public IReadOnlyCollection<string> Files => _read.Keys;

    public ReadOnlyMemory<byte> Read(string location, long offset, long? length)
    {
        var path = Resolve(location);
        var size = new FileInfo(path).Length;
        var count = length ?? size - offset;
        if (offset < 0 || count < 0 || offset > size || count > size - offset)
        {
            throw new InvalidDataException($"external data '{location}' is {size} bytes long; {count} bytes at {offset} lie outside it.");
        }

        if (count > Array.MaxLength)
        {
            throw new InvalidDataException($"external data '{location}' holds a tensor of {count} bytes; one tensor can take at most {Array.MaxLength}.");
        }

        if (_regions.TryGetValue((path, offset, count), out var known))
        {
            return known;
        }

        _read[path] = _read.GetValueOrDefault(path) + count;
        if (_read[path] > size)
        {
            throw new InvalidDataException($"the tensors in external data '{location}' overlap: together they are longer than the file ({size} bytes).");
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)count);
        using var file = File.OpenHandle(path);
        for (var done = 0; done < bytes.Length;)
        {
            var got = RandomAccess.Read(file, bytes.AsSpan(done), offset + done);
            if (got == 0)
            {
                throw new InvalidDataException($"external data '{location}' became shorter while it was read.");
            }

            done += got;
        }

        return _regions[(path, offset, count)] = bytes;
    }

    private string Resolve(string location)
    {
        if (folder is null)
        {
            throw new InvalidDataException($"external data '{location}' cannot be found for a model that was not read from a file.");
        }

        var parts = location.Split('/', '\\');
        if (location.Length == 0 || location.Contains('\0', StringComparison.Ordinal) || location.Contains(':', StringComparison.Ordinal)
            || Path.IsPathRooted(location) || parts.Any(p => p is ".." or ""))
        {
            throw new InvalidDataException($"external data '{location}' must be a plain path inside the model's folder.");
        }

        var path = folder;
        foreach (var part in parts)
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new InvalidDataException(
                    $"external data '{location}' is a symbolic link, which may leave the model's folder; put the file itself there.");
            }
        }

        return File.Exists(path) ? path : throw new InvalidDataException($"external data '{location}' is missing from the model's folder.");
    }
}
