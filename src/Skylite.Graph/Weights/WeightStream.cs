namespace Skylite.Graphs.Weights;

/// <summary>Reading of weight files that never reserves more memory than the file can fill.</summary>
internal static class WeightStream
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static FileStream Open(string path) => File.Exists(path)
        ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16)
        : throw new FileNotFoundException($"There is no weight file '{path}'.", path);

    /// <summary>Reads exactly so many bytes of a file.</summary>
    /// <exception cref="InvalidDataException">The file ends before, or the count does not fit memory.</exception>
    public static byte[] ReadBytes(string path, Stream file, long count)
    {
        if (count < 0 || count > file.Length - file.Position)
        {
            throw Broken(path, "it is cut short: download or copy it again");
        }

        if (count > Array.MaxLength)
        {
            throw Broken(path, "one of its tensors is larger than 2 GiB");
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)count);
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The error of a file that cannot be read.</summary>
    public static InvalidDataException Broken(string path, string what, Exception? cause = null) =>
        new($"Weight file '{path}' cannot be read: {what}.", cause);
}
