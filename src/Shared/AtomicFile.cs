namespace Skylite;

/// <summary>Writes files so that a reader sees the old content or the new one, never half of it. Compiled into the rooms that may not see each other.</summary>
internal static class AtomicFile
{
    // EROFS, which .NET knows by its number alone.
    private const int ReadOnlyDisk = 30;

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
    /// <exception cref="IOException">The file cannot be made; the message names it, not the one beside it.</exception>
    public static void Write(string path, Action<Stream> write) => WriteTogether((path, write));

    /// <summary>Fills files that belong together, each beside its place, and renames them in order once all are whole.</summary>
    /// <exception cref="IOException">A file cannot be made; the message names it, and no file was replaced unless renaming itself failed.</exception>
    public static void WriteTogether(params (string Path, Action<Stream> Write)[] files)
    {
        try
        {
            foreach (var (path, write) in files)
            {
                using var stream = Open(Beside(path), path, FileMode.Create);
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            foreach (var (path, _) in files)
            {
                File.Move(Beside(path), path, overwrite: true);
            }
        }
        finally
        {
            foreach (var (path, _) in files)
            {
                File.Delete(Beside(path));
            }
        }
    }

    /// <summary>Makes the folder of a file that is to be written after long work, and finds out whether it takes files.</summary>
    /// <exception cref="IOException">The file could not be written; the message names it and says why.</exception>
    public static void Require(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusal(path, e);
        }

        // The file beside it may be what another run is writing.
        var probe = $"{path}.{Path.GetRandomFileName()[..7]}";
        Open(probe, path, FileMode.CreateNew).Dispose();
        File.Delete(probe);
    }

    private static string Beside(string path) => path + ".partial";

    private static FileStream Open(string beside, string path, FileMode mode)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"'{path}' is a folder and cannot be written as a file. Name a file in it.");
        }

        try
        {
            return new FileStream(beside, mode, FileAccess.Write);
        }
        catch (Exception e)
            when (e is UnauthorizedAccessException or DirectoryNotFoundException or FileNotFoundException or IOException { HResult: ReadOnlyDisk })
        {
            throw Refusal(path, e);
        }
    }

    private static IOException Refusal(string path, Exception e) => new(
        $"'{path}' cannot be written: {(e is UnauthorizedAccessException ? "access to its folder is denied" : "its folder is not there or takes no files")}. "
        + "Choose another place, or change the folder's permissions.",
        e);
}
