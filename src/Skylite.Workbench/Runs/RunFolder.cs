namespace Skylite.Workbench.Runs;

/// <summary>The folder of one run and what lies where in it.</summary>
/// <param name="Path">The folder.</param>
public sealed record RunFolder(string Path)
{
    /// <summary>Which image belongs to which part.</summary>
    public string Split => In("split.json");

    /// <summary>What came out, measured.</summary>
    public string Result => In("result.json");

    /// <summary>The resulting model.</summary>
    public string Model => In("model.onnx");

    /// <summary>Whether a run was begun here that can be gone on with. One that was refused before its first step leaves nothing that would be lost.</summary>
    public bool IsUnfinished =>
        File.Exists(Split) && !File.Exists(Result)
        && Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Any(file => System.IO.Path.GetExtension(file) is ".onnx" or ".safetensors");

    /// <summary>A file of the run.</summary>
    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Chooses the folder of a run; nothing is written until <see cref="Make"/>.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="overwrite">Whether the results of an earlier run may be replaced.</param>
    /// <param name="resume">Whether an unfinished run may be gone on with.</param>
    /// <exception cref="IOException">The folder holds a run, or is a file.</exception>
    public static RunFolder Choose(string path, bool overwrite, bool resume)
    {
        var folder = new RunFolder(System.IO.Path.GetFullPath(path));
        if (File.Exists(folder.Path))
        {
            throw new IOException($"'{path}' is a file; --out takes a folder.");
        }

        if (File.Exists(folder.Result) && !overwrite)
        {
            throw new IOException($"'{path}' holds a finished run already. Choose another --out folder, or add --overwrite to replace it.");
        }

        if (folder.IsUnfinished && !overwrite && !resume)
        {
            throw new IOException(
                $"'{path}' holds a run that was not finished. Add --resume to go on with it, or --overwrite to begin anew, or choose another --out folder.");
        }

        return folder;
    }

    /// <summary>Makes the folder, or opens it to go on; the result of an earlier run is taken away.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public void Make()
    {
        try
        {
            Directory.CreateDirectory(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The run's folder '{Path}' cannot be made: "
                + $"{(File.Exists(Path) ? "a file has that name" : "no folder can be made there")}. Choose another --out.",
                e);
        }

        File.Delete(Result);
    }

    /// <summary>Takes away what an earlier run left here, so that nothing of it is taken for the new run's.</summary>
    /// <param name="read">Files that the new run reads; they stay, wherever they lie.</param>
    public void Clear(IEnumerable<string> read)
    {
        // Without a run in it, the folder is the user's.
        if (File.Exists(Result) || File.Exists(Split))
        {
            RunRemains.Delete(Path, read);
        }
    }

    /// <summary>Takes away what an interrupted run made behind a step of it that is done now, so that nothing of other settings is left beside.</summary>
    /// <param name="step">The step's number.</param>
    /// <param name="read">Files that the run reads; they stay.</param>
    public void ClearBehind(int step, IEnumerable<string> read) => RunRemains.DeleteBehind(this, step, read);

    /// <summary>Opens the folder of a finished run.</summary>
    /// <exception cref="FileNotFoundException">There is no finished run.</exception>
    public static RunFolder Open(string path)
    {
        var folder = new RunFolder(System.IO.Path.GetFullPath(path));
        return File.Exists(folder.Result)
            ? folder
            : throw new FileNotFoundException(
                $"'{path}' holds no finished run: {System.IO.Path.GetFileName(folder.Result)} is missing. "
                + "Give the folder that 'train' or 'compress' got as --out.",
                folder.Result);
    }
}
