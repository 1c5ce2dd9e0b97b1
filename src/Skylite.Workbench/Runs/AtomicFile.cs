namespace Skylite.Workbench.Runs;

/// <summary>Writes files so that a reader sees the old content or the new one, never half of it.</summary>
public static class AtomicFile
{
    /// <summary>Writes text beside the file, then renames.</summary>
    public static void WriteAllText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });

    /// <summary>Copies a file, replacing what is there.</summary>
    public static void Copy(string from, string path) => Write(path, stream =>
    {
        using var source = File.OpenRead(from);
        source.CopyTo(stream);
    });

    /// <summary>Lets <paramref name="write"/> fill a file beside <paramref name="path"/>, then renames it.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var beside = path + ".part";
        try
        {
            using (var stream = File.Create(beside))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
